#include "sanitizers/relacy/run.inl"

template void heddle::model::engine::run<3>(heddle::model::Execution&);
