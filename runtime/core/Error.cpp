#include "runtime/core/Error.h"

namespace aslrt {

std::string_view codeName(ErrorCode code) {
  static constexpr std::string_view names[] = {
#define JSONATA_ERROR(Code, Message) #Code,
#include "runtime/abi/Errors.def"
  };
  return names[size_t(code)];
}

} // namespace aslrt
