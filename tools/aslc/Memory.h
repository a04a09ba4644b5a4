#pragma once

namespace aslc {

/// To be called before there are threads.
void prepareMemory();

} // namespace aslc
