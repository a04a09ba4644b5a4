// Command lines by Boost.Program_options: parsing, --help.

#include "Command.h"

#include "frontend/basic/Diagnostics.h"

#include "llvm/Support/raw_ostream.h"

#include <boost/program_options.hpp>

#include <iostream>
#include <sstream>

using namespace aslc;
namespace po = boost::program_options;

/// The long name in "output,o".
static std::string longName(const OptionSpec &spec) { return llvm::StringRef(spec.name).split(',').first.str(); }

static std::string firstChoice(const OptionSpec &spec) { return llvm::StringRef(spec.choices).split('|').first.str(); }

static std::string helpText(const OptionSpec &spec) {
  std::string text = spec.help;
  if (*spec.choices)
    text = std::string(spec.choices) + ": " + text;
  return text;
}

static po::options_description describe(const Command &command) {
  po::options_description description("Options", 100, 60);
  for (const OptionSpec &spec : command.options()) {
    if (spec.kind == OptionSpec::Flag) {
      description.add_options()(spec.name, helpText(spec).c_str());
      continue;
    }
    auto *value = po::value<std::vector<std::string>>()->value_name(spec.argument);
    if (spec.kind == OptionSpec::Optional)
      value->implicit_value({firstChoice(spec)}, firstChoice(spec));
    description.add_options()(spec.name, value, helpText(spec).c_str());
  }
  description.add_options()("help,h", "print this help");
  return description;
}

/// Options of one capital letter and -MD, -MF are written as clang's, which Boost cannot know: `-O LEVEL`, not `--O LEVEL`.
static std::string asTyped(std::string help) {
  for (llvm::StringRef option : {"--O ", "--MD ", "--MF ", "--W "})
    if (size_t at = help.find(option); at != std::string::npos)
      help.erase(at, 1).insert(at + option.size() - 1, " ");
  return help;
}

void aslc::printHelp(const Command &command) {
  std::ostringstream options;
  options << describe(command);
  llvm::outs() << "aslc " << command.name() << ": " << command.summary() << "\n\nUsage: aslc " << command.name() << " [options] "
               << command.operands() << "\n\n"
               << asTyped(options.str());
}

static std::string nearestOption(const Command &command, llvm::StringRef given) {
  std::vector<std::string> names;
  for (const OptionSpec &spec : command.options())
    names.push_back(longName(spec));
  std::vector<llvm::StringRef> candidates(names.begin(), names.end());
  llvm::StringRef best = closest(given.ltrim('-').split('=').first, candidates);
  return best.empty() ? "what begins with - and is no option stands behind --" : ("did you mean --" + best + "?").str();
}

/// Options as clang writes them, which Boost has no notation for: -O2, -g, -Wname, -MD, -MF file.
static std::pair<std::string, std::string> clangStyle(const std::string &word) {
  if (word.size() == 3 && word.starts_with("-O"))
    return {"O", word.substr(2)};
  if (word.size() > 2 && word.starts_with("-W"))
    return {"W", word.substr(2)};
  if (word == "-g" || word == "-MD" || word == "-MF")
    return {word.substr(1), ""};
  if (word.starts_with("-MF"))
    return {"MF", word.substr(3)};
  return {};
}

/// Values that were left out are filled in: Boost would take the next word for one.
static std::vector<std::string> completed(const Command &command, llvm::ArrayRef<const char *> words) {
  std::vector<std::string> all(words.begin(), words.end());
  for (const OptionSpec &spec : command.options())
    for (std::string &word : all)
      if (spec.kind == OptionSpec::Optional && word == "--" + longName(spec))
        word += "=" + firstChoice(spec);
  return all;
}

static bool checkChoices(const Command &command, const Arguments &arguments) {
  for (const OptionSpec &spec : command.options()) {
    if (!*spec.choices)
      continue;
    llvm::SmallVector<llvm::StringRef> choices;
    llvm::StringRef(spec.choices).split(choices, '|');
    for (const std::string &value : arguments.all(longName(spec)))
      if (!llvm::is_contained(choices, value)) {
        complain(std::string(longName(spec).size() > 1 ? "--" : "-") + longName(spec) + " takes " + spec.choices + ", not '" + value + "'");
        return false;
      }
  }
  return true;
}

std::optional<Arguments> aslc::parseArguments(const Command &command, llvm::ArrayRef<const char *> words) {
  Arguments arguments;
  po::options_description description = describe(command);
  description.add_options()("operand", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("operand", -1);
  try {
    using namespace po::command_line_style;
    int style = allow_long | long_allow_adjacent | long_allow_next | allow_short | short_allow_adjacent | short_allow_next |
                allow_dash_for_short | allow_sticky;
    po::parsed_options parsed = po::command_line_parser(completed(command, words))
                                    .options(description)
                                    .positional(positional)
                                    .style(style)
                                    .extra_parser(clangStyle)
                                    .run();
    for (const po::option &option : parsed.options) {
      if (option.string_key == "operand")
        arguments.positional.insert(arguments.positional.end(), option.value.begin(), option.value.end());
      else
        for (auto &values = arguments.values[option.string_key]; const std::string &value : option.value)
          values.push_back(value);
    }
  } catch (const po::unknown_option &error) {
    complain("unknown option '" + error.get_option_name() + "'", nearestOption(command, error.get_option_name()));
    return std::nullopt;
  } catch (const po::error &error) {
    complain(error.what(), "`aslc " + command.name() + " --help` lists the options");
    return std::nullopt;
  }
  if (!checkChoices(command, arguments))
    return std::nullopt;
  return arguments;
}
