#include "runtime/main/Describe.h"

#include "runtime/json/Json.h"

#include <vector>

namespace aslrt {
namespace {

constexpr std::string_view stateTypeNames[] = {"Pass", "Choice", "Wait", "Succeed", "Fail", "Task", "Parallel", "Map"};

/// All texts are the program's own, or live until the description is written.
Value text(std::string_view text) { return stringAt(text.data(), text.size(), Static); }

Value states(Context &memory, const Program &program) {
  std::vector<Value> list;
  for (const StateInfo &state : std::span(program.states, program.stateCount)) {
    Member members[] = {{text("name"), text(state.name.view())},
                        {text("type"), text(stateTypeNames[size_t(state.type)])}};
    list.push_back(makeObject(&memory, members));
  }
  return makeArray(&memory, list);
}

Value resources(Context &memory, const Program &program, const Bindings &bindings) {
  std::vector<Value> list;
  for (uint32_t i = 0; i < program.taskCount; ++i) {
    const TaskInfo &task = program.tasks[i];
    Member members[] = {{text("state"), text(program.states[task.state].name.view())},
                        {text("resource"), text(task.resource.view())},
                        {text("handler"), makeString(&memory, bindings.of(i).describe())}};
    list.push_back(makeObject(&memory, members));
  }
  return makeArray(&memory, list);
}

/// As JSON; a definition in another notation as its text.
Value document(Context &memory, std::string_view json) {
  ReadError error;
  memory.limits.jsonDepth = 1'000'000; // it was compiled, so it is no attack
  Value value = readJson(&memory, json, {.keepNumberText = true, .borrow = true}, error);
  return value.is(Tag::Undefined) ? text(json) : value;
}

} // namespace

std::string describeProgram(const Program &program, const Bindings &bindings) {
  Context memory;
  Member members[] = {{text("name"), text(program.name.view())},
                      {text("digest"), text(program.digest.view())},
                      {text("compiler"), text(program.compiler.view())},
                      {text("options"), text(program.options.view())},
                      {text("stateCount"), numberValue(double(program.stateCount))},
                      {text("states"), states(memory, program)},
                      {text("resources"), resources(memory, program, bindings)},
                      {text("definition"), document(memory, program.definition.view())},
                      {text("variableReferences"), document(memory, program.references.view())}};
  std::string out;
  writeJsonPretty(out, makeObject(&memory, members));
  return out + '\n';
}

} // namespace aslrt
