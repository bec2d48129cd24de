#include "sanitizers/relacy/run.inl"

template void heddle::model::engine::run<heddle::model::kMaxThreads>(heddle::model::Execution&);
