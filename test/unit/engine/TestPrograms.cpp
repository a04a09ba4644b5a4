#include "TestPrograms.h"

#include "runtime/core/Context.h"
#include "runtime/tasks/include/aslc/handler.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

using namespace aslrt;

namespace {

constexpr int64_t second = 1'000'000'000;

Value text(Context *c, std::string_view text) { return makeString(c, text); }

std::string_view stringMember(Value object, std::string_view key) {
  Value value = lookup(object, key);
  return value.is(Tag::String) ? value.string() : std::string_view();
}

/// The input is the output.
Outcome echo(Context *c, Frame *) {
  c->result = c->input;
  return Outcome::Succeeded;
}

/// Waits 365 times for a day. Slots: the start (milliseconds), the waits left. Output: seconds that passed, and the input.
Outcome year(Context *c, Frame *f) {
  if (f->resumePoint == 0) {
    f->slots[0] = numberValue(double(c->clock->now() / 1'000'000));
    f->slots[1] = numberValue(365);
    f->liveSlots = 2;
    f->resumePoint = 1;
  }
  double left = f->slots[1].number();
  if (left > 0) {
    f->slots[1] = numberValue(left - 1);
    c->request = {.kind = Request::Timer, .deadline = c->clock->now() + 86400 * second};
    return Outcome::Suspended;
  }
  Value items[] = {numberValue((double(c->clock->now() / 1'000'000) - f->slots[0].number()) / 1000), c->input};
  c->result = makeArray(c, items);
  return Outcome::Succeeded;
}

/// Waits {"ms": ...} once, or not at all without it; fails if there is {"error": ...}. A text made before the wait comes out after it.
Outcome delay(Context *c, Frame *f) {
  if (f->resumePoint == 0) {
    f->slots[0] = text(c, "made before: " + std::string(stringMember(c->input, "text")));
    f->liveSlots = 1;
    f->resumePoint = 1;
    Value wait = lookup(c->input, "ms");
    if (isNumber(wait)) {
      c->request = {.kind = Request::Timer, .deadline = c->clock->now() + int64_t(numberOf(wait)) * 1'000'000};
      return Outcome::Suspended;
    }
  }
  c->error = lookup(c->input, "error");
  if (c->error.is(Tag::String))
    return Outcome::Failed;
  c->result = f->slots[0];
  return Outcome::Succeeded;
}

/// Runs task 0 with the input, {"times": n} times; slot 0 counts.
Outcome task(Context *c, Frame *f) {
  if (f->resumePoint == 1) {
    Value times = lookup(c->input, "times");
    if (!isNumber(times) || f->slots[0].number() >= numberOf(times)) {
      c->result = c->taskResult;
      return Outcome::Succeeded;
    }
  }
  f->slots[0] = numberValue(f->resumePoint == 0 ? 1 : f->slots[0].number() + 1);
  f->liveSlots = 1;
  f->resumePoint = 1;
  c->request = {.kind = Request::Task, .index = 0, .arguments = c->input};
  return Outcome::Suspended;
}

/// Two random numbers, the name and the start of the execution.
Outcome chance(Context *c, Frame *) {
  Value items[] = {text(c, std::to_string(c->random->next())), text(c, std::to_string(c->random->next())), text(c, c->executionName),
                   text(c, c->startTime)};
  c->result = makeArray(c, items);
  return Outcome::Succeeded;
}

/// Ends in the way that {"how": ...} says.
Outcome fail(Context *c, Frame *) {
  std::string_view how = stringMember(c->input, "how");
  if (how == "error")
    c->error = text(c, "OnlyError");
  else if (how == "cause")
    c->cause = text(c, "only \"cause\"");
  else if (how == "expression")
    raise(c, ErrorCode::T2001, 0, {.token = "+", .value = c->input});
  else if (how == "state")
    throw StateError{"States.Runtime", "thrown"};
  else if (how == "memory")
    throw std::bad_alloc();
  else if (how == "limit")
    while (true)
      c->arena.allocate(1000);
  return Outcome::Failed;
}

/// Never comes back.
Outcome spin(Context *c, Frame *) {
  for (volatile int turn = 0;; turn = turn + 1)
    ;
}

/// Answers as the arguments say.
int answer(aslc_call *call) {
  size_t size;
  std::string arguments = aslc_arguments(call, &size);
  if (size != arguments.size())
    return 99;
  auto asked = [&](const char *what) { return arguments.find(what) != arguments.npos; };
  if (asked("who")) {
    std::string json = "[\"" + std::string(aslc_state(call)) + "\",\"" + aslc_resource(call) + "\"," + arguments + "]";
    return aslc_succeed(call, json.data(), json.size());
  }
  if (asked("decline"))
    return aslc_fail(call, "Declined", "no money");
  if (asked("shrug"))
    return aslc_fail(call, "Shrug", nullptr);
  if (asked("garbage"))
    return aslc_succeed(call, "{oops", ASLC_WHOLE);
  if (asked("silent"))
    return 0;
  if (asked("throw"))
    throw std::runtime_error("out of ink");
  return 7;
}

constexpr Text t(std::string_view s) { return {s.data(), s.size()}; }

constexpr StateInfo passState[] = {{t("Pass"), StateType::Pass, 0}};
constexpr StateInfo waitState[] = {{t("Sleep"), StateType::Wait, 0}};
constexpr StateInfo taskState[] = {{t("Charge"), StateType::Task, 0}};
constexpr std::string_view resource = "arn:aws:lambda:us-east-1:123456789012:function:charge";
const TaskInfo unbound[] = {{t(resource), 0, HandlerKind::None, nullptr, 0, nullptr, nullptr}};
const TaskInfo native[] = {{t(resource), 0, HandlerKind::Native, nullptr, 0, reinterpret_cast<NativeHandler>(answer), nullptr}};

const MachineInfo machines[] = {{echo, echo, 2, 0},     {year, year, 2, 0}, {delay, delay, 2, 0}, {task, task, 2, 0},
                                {chance, chance, 2, 0}, {fail, fail, 2, 0}, {spin, spin, 2, 0}};

Program make(std::string_view name, Resume resume, const StateInfo *state, const TaskInfo *task = nullptr) {
  Program program = {};
  program.version = abiVersion;
  program.machines = std::find_if(std::begin(machines), std::end(machines), [&](const MachineInfo &each) { return each.resume == resume; });
  program.machineCount = 1;
  program.name = t(name);
  program.definition = t(R"({"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}})");
  program.references = t("{}");
  program.digest = t("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
  program.options = t("-O2");
  program.compiler = t("aslc 0.1.0");
  program.states = state;
  program.stateCount = 1;
  program.tasks = task;
  program.taskCount = task ? 1 : 0;
  program.services = {aslrt_make_event_loop, task ? aslrt_make_local_tasks : nullptr, nullptr, nullptr, nullptr};
  return program;
}

} // namespace

const Program *findProgram(std::string_view name) {
  static const Program programs[] = {make("echo", echo, passState),           make("year", year, waitState),
                                     make("delay", delay, waitState),         make("task", task, taskState, unbound),
                                     make("native", task, taskState, native), make("chance", chance, passState),
                                     make("fail", fail, passState),           make("spin", spin, passState)};
  for (const Program &program : programs)
    if (program.name.view() == name)
      return &program;
  return nullptr;
}
