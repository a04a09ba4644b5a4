// Completion scripts, generated from the tables of options.

#include "Command.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace aslc;

static std::string longName(const OptionSpec &spec) { return llvm::StringRef(spec.name).split(',').first.str(); }

static std::string allNames() {
  std::string names;
  for (const Command *command : allCommands())
    names += (names.empty() ? "" : " ") + command->name().str();
  return names;
}

static std::string wordsOf(const Command &command) {
  std::string words = "--help";
  for (const OptionSpec &spec : command.options())
    if (longName(spec).size() > 2)
      words += " --" + longName(spec);
  return words;
}

static std::string bash() {
  std::string script = "_aslc() {\n  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options= operands=\n"
                       "  if [ $COMP_CWORD = 1 ]; then COMPREPLY=($(compgen -W '" + allNames() + "' -- \"$word\")); return; fi\n  case ${COMP_WORDS[1]} in\n";
  for (const Command *command : allCommands()) {
    script += "  " + command->name().str() + ")\n    options='" + wordsOf(*command) + "'\n    operands='" + llvm::join(command->operandWords(), " ") + "'\n    case $previous in\n";
    for (const OptionSpec &spec : command->options())
      if (*spec.choices) {
        std::string choices = spec.choices;
        std::replace(choices.begin(), choices.end(), '|', ' ');
        script += "    --" + longName(spec) + ") COMPREPLY=($(compgen -W '" + choices + "' -- \"$word\")); return;;\n";
      }
    script += "    esac;;\n";
  }
  return script + "  esac\n  case $word in -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\"));;\n"
                  "  *) if [ \"$operands\" ]; then COMPREPLY=($(compgen -W \"$operands\" -- \"$word\")); else COMPREPLY=($(compgen -f -- \"$word\")); fi;; esac\n}\n"
                  "complete -F _aslc aslc\n";
}

static std::string fish() {
  std::string script = "complete -c aslc -n __fish_use_subcommand -f -a '" + allNames() + "'\n";
  for (const Command *command : allCommands()) {
    if (std::string words = llvm::join(command->operandWords(), " "); !words.empty())
      script += "complete -c aslc -n '__fish_seen_subcommand_from " + command->name().str() + "' -f -a '" + words + "'\n";
    for (const OptionSpec &spec : command->options()) {
      if (longName(spec).size() <= 2)
        continue;
      script += "complete -c aslc -n '__fish_seen_subcommand_from " + command->name().str() + "' -l " + longName(spec);
      if (spec.kind == OptionSpec::Value || spec.kind == OptionSpec::Values)
        script += " -r";
      if (*spec.choices) {
        std::string choices = spec.choices;
        std::replace(choices.begin(), choices.end(), '|', ' ');
        script += " -f -a '" + choices + "'";
      }
      std::string help = spec.help;
      script += " -d '" + help.substr(0, help.find('\'')) + "'\n";
    }
  }
  return script;
}

std::string aslc::completionScript(llvm::StringRef shell) {
  return llvm::StringSwitch<std::string>(shell)
      .Case("bash", bash())
      .Case("zsh", "#compdef aslc\nautoload -U +X bashcompinit && bashcompinit\n" + bash())
      .Case("fish", fish())
      .Default("");
}
