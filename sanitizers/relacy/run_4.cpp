#include "sanitizers/relacy/run.inl"

template void heddle::model::engine::run<4>(heddle::model::Execution&);
