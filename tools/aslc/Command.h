// A subcommand of aslc: its options as a table, from which come the parser, --help and the completion scripts.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aslc {

/// Exit codes of aslc.
enum ExitCode : int { Ok = 0, InputErrors = 1, WrongUse = 2 };

/// An option of a command.
struct OptionSpec {
  // Values: may be given more than once; Optional: the value may be left out, and is the first of the choices then
  enum Kind { Flag, Value, Values, Optional } kind;
  const char *name;     // "output,o": long and short, as Boost.Program_options writes it; "O" is the prefix form -O2
  const char *argument; // "FILE"; empty for a flag
  const char *choices;  // "text|json|sarif", or empty
  const char *help;
};

/// What was given on the command line.
class Arguments {
public:
  bool has(llvm::StringRef name) const { return values.count(name.str()); }
  /// The (last) value of an option, or `otherwise`.
  std::string get(llvm::StringRef name, llvm::StringRef otherwise = "") const;
  llvm::ArrayRef<std::string> all(llvm::StringRef name) const;
  /// A size in bytes ("64K", "16M", "1G") or a plain number. Complains and returns nothing if it is none or out of range.
  std::optional<uint64_t> number(llvm::StringRef name, uint64_t otherwise, uint64_t min, uint64_t max) const;

  std::vector<std::string> positional;
  std::map<std::string, std::vector<std::string>> values;
};

class Command {
public:
  virtual ~Command() = default;
  virtual llvm::StringRef name() const = 0;
  virtual llvm::StringRef summary() const = 0;
  /// "FILE [OBJECT|ARCHIVE ...]"
  virtual llvm::StringRef operands() const = 0;
  /// What the first operand may be, for completion; empty: a file.
  virtual std::vector<std::string> operandWords() const { return {}; }
  virtual llvm::ArrayRef<OptionSpec> options() const = 0;
  virtual int run(const Arguments &arguments) const = 0;
};

/// All commands, in the order of --help.
llvm::ArrayRef<const Command *> allCommands();

/// Parses a command's arguments. On wrong use it complains on stderr and returns nothing.
std::optional<Arguments> parseArguments(const Command &command, llvm::ArrayRef<const char *> arguments);
void printHelp(const Command &command);
/// Completion script for bash, zsh or fish.
std::string completionScript(llvm::StringRef shell);

/// `aslc: error: text`, and `hint` if there is one. Returns WrongUse.
int complain(const llvm::Twine &text, const llvm::Twine &hint = "");

/// Options that several commands have.
namespace common {
inline constexpr OptionSpec define = {OptionSpec::Values, "define,D", "NAME=VALUE", "", "fill ${NAME} in strings of the definition"};
inline constexpr OptionSpec machine = {OptionSpec::Value, "machine", "NAME", "", "of a template's state machines, the one of this name"};
inline constexpr OptionSpec dialect = {OptionSpec::Value, "dialect", "DIALECT", "aws|jsonata",
                                       "whose rules expressions follow: Step Functions', or JSONata 2.2's (default: aws; of eval: jsonata)"};
inline constexpr OptionSpec format = {OptionSpec::Value, "format", "FORMAT", "text|json|sarif", "how diagnostics are printed (default: text)"};
inline constexpr OptionSpec colour = {OptionSpec::Value, "color", "WHEN", "auto|always|never", "colour in diagnostics (default: auto)"};
inline constexpr OptionSpec werror = {OptionSpec::Flag, "werror", "", "", "treat warnings as errors"};
inline constexpr OptionSpec warnings = {OptionSpec::Values, "W", "[no-]NAME", "",
                                        "turn a warning on or off, or make it an error: -Wno-unread-variable, -Werror, -Werror=NAME, -Wno-error=NAME; `aslc explain CODE` tells names"};
inline constexpr OptionSpec type = {OptionSpec::Value, "type", "TYPE", "STANDARD|EXPRESS", "type of the workflow: an Express one can do less (default: STANDARD)"};
inline constexpr OptionSpec maxDefinition = {OptionSpec::Value, "max-definition-size", "SIZE", "", "longest definition that is read (default: 16M)"};
inline constexpr OptionSpec maxNesting = {OptionSpec::Value, "max-nesting", "N", "", "deepest nesting of a definition and its expressions (default: 200)"};
inline constexpr OptionSpec maxTerms = {OptionSpec::Value, "max-terms", "N", "", "most operators and operands of an expression (default: 10000)"};

} // namespace common

} // namespace aslc
