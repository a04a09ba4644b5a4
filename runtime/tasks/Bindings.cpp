#include "runtime/tasks/Bindings.h"

namespace aslrt {

Bindings::Bindings(const Program &program) {
  for (const TaskInfo &task : std::span(program.tasks, program.taskCount)) {
    Binding &binding = bindings.emplace_back();
    binding.kind = task.kind;
    binding.native = task.native;
    for (const Text &word : std::span(task.command, task.commandCount))
      binding.command.emplace_back(word.view());
  }
}

bool Bindings::override(const Program &program, const Handlers &handlers, std::string &message) {
  for (size_t i = 0; i < bindings.size(); ++i) {
    std::string_view resource = program.tasks[i].resource.view();
    const Handler *handler = handlers.find(resource);
    if (!handler)
      continue;
    if (handler->kind == HandlerKind::Native) {
      if (bindings[i].kind == HandlerKind::Native)
        continue; // the file that it was compiled with
      message = "'" + handler->pattern + "' is bound to native:" + handler->symbol +
                ", which must be linked in: give the file to `aslc compile --handlers`, or bind a program by \"exec:\"";
      return false;
    }
    bindings[i].kind = handler->kind;
    bindings[i].command = handler->command;
  }
  return true;
}

std::string Binding::describe() const {
  switch (kind) {
  case HandlerKind::None:
    return "none";
  case HandlerKind::Native:
    return "native";
  case HandlerKind::Exec:
    break;
  }
  std::string text = "exec:";
  for (const std::string &word : command)
    text += (&word == command.data() ? "" : " ") + word;
  return text;
}

} // namespace aslrt
