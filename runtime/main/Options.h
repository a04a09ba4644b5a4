// The command line of a compiled workflow.
//
// Boost.Program_options would do (decision D12), but it brings iostreams and locales: a static executable that only parses three
// options grows from 0.74 MB to 1.67 MB, and starts later. This table and its parser take 25 KB, the texts of --help included.
#pragma once

#include "runtime/abi/AwsBounds.h"
#include "runtime/abi/Limits.h"
#include "runtime/engine/Recorder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aslrt {

struct Options {
#define FLAG(Field, Name, Doc) bool Field = false;
#define TEXT(Field, Name, Argument, Doc) std::optional<std::string_view> Field;
#define NUMBER(Field, Name, Default, Min, Max, Doc) uint64_t Field = Default;
#define SIZE(Field, Name, Default, Min, Max, Doc) uint64_t Field = Default;
#define AWS_SIZE(Field, Name, Default, Aws, Min, Max, Doc) uint64_t Field = Default;
#include "runtime/main/Options.def"
  Limits limits;    // those of the program's dialect, where no option says otherwise
  Bounds bounds[2]; // by WorkflowType
  // What the texts mean
  std::optional<uint64_t> seedNumber;
  std::optional<int64_t> startNanoseconds; // since 1970
  LogLevel level = LogLevel::Off;
};

/// Reads the arguments behind the program's name: --name VALUE, --name=VALUE, flags without a value, -h for --help; the last one
/// counts. Returns what is wrong, with a hint, or an empty text. The values stay in `arguments`.
std::string parseOptions(int count, const char *const *arguments, Options &options);

/// The text of --help; `limits` are the defaults.
std::string helpText(std::string_view program, std::string_view workflow, const Limits &limits);

} // namespace aslrt
