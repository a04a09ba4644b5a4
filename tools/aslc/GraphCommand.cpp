// aslc graph: a state machine as a picture.

#include "Commands.h"
#include "Frontend.h"
#include "Graphviz.h"
#include "Output.h"

#include "frontend/graph/Graph.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc;

llvm::ArrayRef<OptionSpec> GraphCommand::options() const {
  static const OptionSpec specs[] = {{OptionSpec::Value, "output,o", "FILE", "", "where to write (default: stdout)"},
                                     {OptionSpec::Value, "format", "FORMAT", "mermaid|dot|svg",
                                      "what to write (default: by the ending of --output: .svg, .dot, .gv; else mermaid)"},
                                     {OptionSpec::Value, "dot", "PROGRAM", "", "Graphviz's dot, which lays out SVG (default: dot)"},
                                     {OptionSpec::Value, "layout-timeout", "SECONDS", "", "longest time for that (default: 60)"},
                                     common::define,
                                     common::machine,
                                     common::colour,
                                     common::maxDefinition,
                                     common::maxNesting};
  return specs;
}

static std::string formatOf(const Arguments &arguments) {
  std::string byEnding = llvm::StringSwitch<std::string>(llvm::sys::path::extension(arguments.get("output")))
                             .Case(".svg", "svg")
                             .Cases(".dot", ".gv", "dot")
                             .Default("mermaid");
  return arguments.get("format", byEnding);
}

/// The definition that is to be drawn, as far as it can be read: faults are not the matter here, and a note tells that there
/// are some. Without anything to draw its machine is null, and the reason has been printed.
static Definition readDefinition(Session &session, const std::string &path) {
  std::vector<Definition> found = session.load(path);
  llvm::erase_if(found, [](const Definition &definition) { return !definition.machine || definition.machine->states.empty(); });
  if (found.size() > 1) {
    std::string names;
    for (const Definition &definition : found)
      names += (names.empty() ? "" : ", ") + definition.name;
    complain("'" + path + "' has " + llvm::Twine(found.size()) + " state machines", "choose one by --machine: " + names);
    return {};
  }
  if (found.empty()) {
    if (session.finish() == Ok)
      complain("'" + path + "' has no state machine to draw");
    return {};
  }
  if (session.diagnostics.hasErrors())
    llvm::errs() << "aslc: note: '" << path << "' has errors, which `aslc check` tells; this is what can be drawn of it\n";
  return std::move(found.front());
}

/// What to write; nothing after a complaint.
static std::optional<std::string> draw(const graph::Graph &graph, const std::string &format, const Arguments &arguments, unsigned seconds) {
  if (format == "mermaid")
    return graph::toMermaid(graph);
  if (format == "dot")
    return graph::toDot(graph);
  std::string program = arguments.get("dot", "dot");
  std::optional<std::string> answer = runDot(program, graph::layoutRequest(graph), seconds);
  if (!answer)
    return std::nullopt;
  std::string svg = graph::toSvg(graph, *answer);
  if (svg.empty()) {
    complain("'" + program + "' does not answer as Graphviz does");
    return std::nullopt;
  }
  return svg;
}

int GraphCommand::run(const Arguments &arguments) const {
  if (arguments.positional.size() != 1)
    return complain("give one file", "aslc graph order.asl.json -o order.svg");
  std::string output = arguments.get("output", "-");
  if (output != "-" && llvm::sys::fs::equivalent(arguments.positional[0], output))
    return complain("the output '" + output + "' is also an input", "name another by -o");
  Session session(arguments);
  auto seconds = arguments.number("layout-timeout", 60, 1, 86400);
  if (!session.configure() || !seconds)
    return WrongUse;
  Definition definition = readDefinition(session, arguments.positional[0]);
  if (!definition.machine)
    return InputErrors;
  const asl::Machine &machine = *definition.machine;
  std::string title = !machine.comment.empty() ? machine.comment : !definition.name.empty() ? definition.name : arguments.positional[0];
  std::optional<std::string> text = draw(graph::build(machine, title), formatOf(arguments), arguments, *seconds);
  if (!text)
    return InputErrors;
  if (llvm::Error error = writeWhole(output, *text)) {
    complain("cannot write '" + output + "': " + llvm::toString(std::move(error)));
    return InputErrors;
  }
  return Ok;
}
