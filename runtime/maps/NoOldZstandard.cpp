// Keeps decoders of what Zstandard was before version 0.8, of 2016 (90 KB), out of executables: libzstd's streaming decoder refers to them
// by these names. They are never called, since what does not begin as a frame of today is refused before (Compressed.cpp). Only for executables.
#include <cstdlib>

#define OLD(version)                                                                                                                     \
  void ZSTDv##version##_createDCtx() { abort(); }                                                                                         \
  void ZSTDv##version##_freeDCtx() { abort(); }                                                                                           \
  void ZSTDv##version##_decompress_usingDict() { abort(); }                                                                               \
  void ZSTDv##version##_findFrameSizeInfoLegacy() { abort(); }                                                                            \
  void ZSTDv##version##_getFrameParams() { abort(); }                                                                                     \
  void ZBUFFv##version##_createDCtx() { abort(); }                                                                                        \
  void ZBUFFv##version##_freeDCtx() { abort(); }                                                                                          \
  void ZBUFFv##version##_decompressInitDictionary() { abort(); }                                                                          \
  void ZBUFFv##version##_decompressContinue() { abort(); }

extern "C" {
OLD(05)
OLD(06)
OLD(07)
}
