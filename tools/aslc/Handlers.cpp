#include "Handlers.h"

#include "llvm/Support/Path.h"

using namespace aslc;

std::optional<aslrt::Handlers> aslc::readHandlers(Session &session) {
  std::string path = session.arguments.get("handlers");
  if (path.empty())
    return std::nullopt;
  FileId file = session.open(path);
  if (!file.valid())
    return std::nullopt;
  llvm::StringRef text = session.sources.text(file);
  aslrt::HandlersError error;
  std::string folder = llvm::sys::path::parent_path(path).str();
  auto handlers = aslrt::Handlers::parse({text.data(), text.size()}, folder, error);
  if (!handlers) {
    uint32_t at = uint32_t(std::min<size_t>(error.offset, text.size()));
    session.diagnostics.report(DiagId::BadHandlers, {file, at, std::min<uint32_t>(at + 1, text.size())}, error.message);
  }
  return handlers;
}

void aslc::checkBindings(Session &session, const asl::Machine &machine, const aslrt::Handlers *handlers) {
  bool required = session.arguments.has("require-handlers");
  for (const auto &state : machine.states) {
    const document::Node *resource = state->type == asl::StateType::Task ? state->field(asl::Field::Resource) : nullptr;
    if (!resource)
      continue;
    llvm::StringRef name = resource->string.text();
    if (handlers && handlers->find({name.data(), name.size()}))
      continue;
    session.diagnostics.report(required ? DiagId::UnboundResourceError : DiagId::UnboundResource, resource->range, name)
        .at(state->pointer + "/Resource")
        .note("the task fails unless the program is started with --handlers FILE")
        .hint("bind it in a file given by --handlers: {\"" + name + "\": \"exec:./program\"}");
  }
}

codegen::TaskBinding aslc::bindingOf(const aslrt::Handlers *handlers, llvm::StringRef resource) {
  const aslrt::Handler *handler = handlers ? handlers->find({resource.data(), resource.size()}) : nullptr;
  if (!handler)
    return {};
  codegen::TaskBinding binding;
  binding.kind = handler->kind == aslrt::HandlerKind::Exec ? codegen::TaskBinding::Exec : codegen::TaskBinding::Native;
  binding.command = handler->command;
  binding.symbol = handler->symbol;
  return binding;
}
