// What states ask of the runtime: to check results of expressions, to wait, to run tasks, to end.
#include "runtime/core/Arn.h"
#include "runtime/core/Failure.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Sequences.h"
#include "runtime/core/Stack.h"
#include "runtime/core/Time.h"

#include <cmath>

namespace aslrt {

namespace {

constexpr int64_t second = 1'000'000'000;     // in nanoseconds
constexpr double longestSeconds = 99'999'999; // of a Wait state's Seconds
constexpr int64_t longestDelay = INT32_MAX;   // seconds: 24855 days are accepted on AWS, 24856 are not

void request(Context *c, Request request) {
  noteEntered(c);
  c->request = request;
}

void checkPayload(Context *c, std::span<const Value> values) {
  if (c->observer && c->observer->boundsPayloads)
    c->observer->checkPayload(*c, values);
}

Value text(std::string_view literal) { return stringAt(literal.data(), literal.size(), Static | Ascii); }
/// Of a text that outlives the execution.
Value borrowed(std::string_view view) { return stringAt(view.data(), view.size(), Static); }

[[noreturn]] void failDelay(Context *c) { throw StateError{"States.Runtime", stateCause(c, "Wait state delay is too long.")}; }

/// Without the members that are Undefined, which stand at the end.
Value object(Context *c, std::initializer_list<Member> members) {
  size_t count = members.size();
  while (count > 0 && members.begin()[count - 1].value.is(Tag::Undefined))
    --count;
  return makeObject(c, {members.begin(), count});
}

} // namespace

void requireData(Context *c, Value v, uint32_t expression) {
  if (v.is(Tag::Undefined))
    failUndefined(c, expression);
  Stack<Value> pending;
  auto visit = [&](Value value) {
    if (value.tag() <= Tag::String)
      return;
    if (value.is(Tag::Function))
      failFunction(c, expression);
    if (!value.has(Data))
      pending.push(value);
  };
  auto visitInside = [&](const Value &inside) {
    if (Value array = asArray(inside); array.head != inside.head)
      const_cast<Value &>(inside) = array; // of this execution, for what holds it is not Data yet
    visit(inside);
  };
  visit(v);
  while (!pending.empty()) {
    Value container = pending.top();
    pending.pop();
    if (container.is(Tag::Array))
      for (const Value &item : itemsOf(container))
        visitInside(item);
    else
      for (const Member &member : membersOf(container))
        visitInside(member.value);
  }
}

Value aslrt_expect_string(Context *c, Value v, uint32_t expression) {
  if (!v.is(Tag::String))
    failType(c, expression, "string", v);
  return v;
}

void aslrt_wait_seconds(Context *c, Value v, uint32_t expression) {
  if (!isNumber(v))
    failType(c, expression, "number", v);
  double seconds = numberOf(v);
  if (!(seconds >= 0 && seconds <= longestSeconds && std::floor(seconds) == seconds))
    failValue(c, expression, "an integer from 0 to 99999999", v);
  request(c, {.kind = Request::Timer, .deadline = later(c->clock->now(), int64_t(seconds) * second)});
}

/// The number that a JSON number or, as Step Functions takes them too, a string of one is; NaN for anything else. Only where a field takes
/// fractions a string may have decimals.
static double numberOfPath(Value v, bool whole = true) {
  if (isNumber(v))
    return numberOf(v);
  if (!v.is(Tag::String) || v.length() == 0 || v.length() > 20)
    return NAN;
  std::string_view text = v.string();
  bool negative = text[0] == '-';
  text.remove_prefix(negative || text[0] == '+');
  size_t point = whole ? text.npos : text.find('.');
  double number = text.empty() || point == 0 || point + 1 == text.size() ? NAN : 0, scale = 1;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == point)
      continue;
    number = text[i] >= '0' && text[i] <= '9' ? number * 10 + (text[i] - '0') : NAN;
    scale *= i > point ? 10 : 1;
  }
  number /= scale; // of up to 15 digits the nearest number
  return negative ? -number : number;
}

void aslrt_wait_seconds_path(Context *c, Value v, uint32_t expression) {
  double seconds = numberOfPath(v);
  if (!(std::floor(seconds) == seconds && std::abs(seconds) < 0x1p63))
    failPathParameter(c, expression, "cannot be parsed as a long value", v);
  if (seconds < 0)
    failPathParameter(c, expression, "references a negative value", v);
  if (seconds > longestDelay)
    failDelay(c);
  request(c, {.kind = Request::Timer, .deadline = later(c->clock->now(), int64_t(seconds) * second)});
}

static void waitUntil(Context *c, Instant until) {
  int64_t now = c->clock->now();
  if (until.seconds - now / second > longestDelay)
    failDelay(c);
  // A time that is past may lie before what 64 bits hold.
  bool past = until.seconds < now / second - 1;
  request(c, {.kind = Request::Timer, .deadline = past ? now : until.seconds * second + until.nanoseconds});
}

void aslrt_wait_until(Context *c, Value v, uint32_t expression) {
  Value string = aslrt_expect_string(c, v, expression);
  Instant until;
  if (!parseTimestamp(string.string(), until)) {
    std::string detail = "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ";
    throw StateError{"States.QueryEvaluationError", stateCause(c, detail.append(string.string()))};
  }
  waitUntil(c, until);
}

void aslrt_wait_until_path(Context *c, Value v, uint32_t expression) {
  Instant until;
  if (!v.is(Tag::String) || !parseTimestamp(v.string(), until))
    failPathParameter(c, expression, "does not reference a valid ISO-8601 extended offset date-time format string", v);
  waitUntil(c, until);
}

uint64_t aslrt_require_whole(Context *c, Value v, uint32_t expression, uint32_t rule) {
  bool positive = rule & 1;
  if (!isNumber(v))
    failType(c, expression, "number", v);
  double number = numberOf(v);
  if (!(number >= positive && number <= longestSeconds && std::floor(number) == number))
    failValue(c, expression, positive ? "an integer from 1 to 99999999" : "an integer from 0 to 99999999", v);
  return uint64_t(number);
}

/// A path's value is a number beyond its field's bounds. The field is told without "Path".
[[noreturn]] static void failPathBounds(Context *c, uint32_t expression, const char *refusal) {
  std::string_view field = c->program->expressions[expression].field.view();
  if (field.ends_with("Path"))
    field.remove_suffix(4);
  throw StateError{"States.Runtime", stateCause(c, std::string(field) + refusal)};
}

uint64_t aslrt_require_path_whole(Context *c, Value v, uint32_t expression, uint32_t rule) {
  bool positive = rule & 1;
  double number = numberOfPath(v);
  if (!(std::floor(number) == number && number <= longestSeconds))
    failPathValue(c, expression, "a valid integer", v);
  if (number < positive)
    failPathBounds(c, expression, positive ? " must be positive." : " cannot be negative.");
  return uint64_t(number);
}

/// Bounds of a setting, and what a path's value that is beyond them is told. MaxItems is judged by the reader.
static constexpr struct {
  bool whole;
  double least, most;
  const char *expected, *refusal;
} settingRules[] = {
    {true, 0, 0x1p53, "an integer from 0 on", " cannot be negative."},
    {false, 0, 100, "a number from 0 to 100", " must be between 0 and 100."},
    {true, 1, 0x1p53, "an integer from 1 on", " must be positive."},
    {true, 1, 262144, "an integer from 1 to 262144", " must be between 1 and 262144."},
    {true, -0x1p53, 0x1p53, "an integer", " is out of range."},
};

Value aslrt_require_setting(Context *c, Value v, uint32_t expression, uint32_t rule) {
  const auto &[whole, least, most, expected, refusal] = settingRules[rule];
  if (!isNumber(v))
    failType(c, expression, "number", v);
  double number = numberOf(v);
  if (!(number >= least && number <= most) || (whole && std::floor(number) != number))
    failValue(c, expression, expected, v);
  return numberValue(number);
}

Value aslrt_require_path_setting(Context *c, Value v, uint32_t expression, uint32_t rule) {
  const auto &[whole, least, most, expected, refusal] = settingRules[rule];
  double number = numberOfPath(v, whole);
  if (std::isnan(number) || (whole && std::floor(number) != number))
    failPathValue(c, expression, whole ? "a valid integer" : "a valid float", v);
  if (!(number >= least && number <= most))
    failPathBounds(c, expression, refusal);
  return numberValue(number);
}

Value aslrt_require_items_or_pairs(Context *c, Value v, uint32_t expression) {
  return v.is(Tag::Object) ? v : aslrt_require_items(c, v, expression);
}

Value aslrt_require_path_items_or_pairs(Context *c, Value v, uint32_t expression) {
  return v.is(Tag::Object) ? v : aslrt_require_path_items(c, v, expression);
}

void aslrt_task(Context *c, uint32_t task, Value arguments, uint64_t timeout, uint64_t heartbeat, Value credentials) {
  checkPayload(c, {&arguments, 1});
  request(c, {.kind = Request::Task,
              .index = task,
              .arguments = arguments,
              .captures = credentials,
              .timeout = uint32_t(timeout),
              .heartbeat = uint32_t(heartbeat)});
}

void aslrt_make_task_token(Context *c) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  char token[96];
  for (size_t i = 0; i < sizeof token; i += 8)
    for (uint64_t bits = c->random->next(), k = 0; k < 8; ++k, bits >>= 6)
      token[i + k] = digits[bits & 63];
  c->taskToken = makeString(c, {token, sizeof token});
  c->tokenState = c->state;
}

void aslrt_fork(Context *c, uint32_t fork, Value input, uint64_t concurrency, void *captures, uint32_t count) {
  if (c->program->forks[fork].machines) // of a Map state, each item is what an iteration takes
    checkPayload(c, {&input, 1});
  Value kept = makeArray(c, {static_cast<const Value *>(captures), count});
  request(c, {.kind = Request::Fork, .index = fork, .arguments = input, .captures = kept, .concurrency = uint32_t(concurrency)});
}

void aslrt_map_started(Context *c, Value items, uint32_t read) {
  noteEvent(c, EventType::MapStateStarted, {Detail(DetailKey::Length, uint64_t(read ? 0 : items.length()))});
}

void aslrt_begin_attempt(Context *c, uint32_t attempt) {
  c->attempt = attempt;
  c->retryCount = 0;
}

void aslrt_end_attempt(Context *c) { c->attempt = noIndex; }

uint32_t aslrt_handler(Context *c) { return c->handler; }

/// A failure without a cause has an empty one here, as the recorded output of a caught timeout does (test_invoke_timeout).
Value aslrt_error_output(Context *c) {
  Member members[2];
  size_t count = 0;
  if (c->taskError.is(Tag::String))
    members[count++] = {text("Error"), c->taskError};
  members[count++] = {text("Cause"), c->taskCause.is(Tag::String) ? c->taskCause : text("")};
  return makeObject(c, {members, count});
}

/// `time`: of the event, if it is known already.
static void tell(Context *c, const int64_t *time, uint64_t previous, EventType type, std::initializer_list<Detail> details, bool chained) {
  uint64_t id = ++c->lastEvent;
  if (!c->observer)
    return;
  if (id >= c->observer->mostEvents && !endsExecution(type)) {
    --c->lastEvent;
    c->observer->exhausted = true;
    return;
  }
  c->exitedTime = 0;
  c->observer->event(*c, {type, time ? *time : c->clock->now(), id, previous, {details.begin(), details.size()}});
  if (chained)
    c->previousEvent = id;
}

void noteEventAfter(Context *c, uint64_t previous, EventType type, std::initializer_list<Detail> details, bool chained) {
  tell(c, nullptr, previous, type, details, chained);
}

void noteEvent(Context *c, EventType type, std::initializer_list<Detail> details, bool chained) {
  noteEventAfter(c, c->previousEvent, type, details, chained);
}

static void stopIfExhausted(Context *c) {
  if (c->observer && c->observer->exhausted)
    throw Stopped();
}

void aslrt_observe_enter(Context *c, uint32_t state, Value input) {
  if (!c->observer)
    return aslrt_enter(c, state);
  const StateInfo &info = c->program->states[state];
  c->state = state;
  c->enteredTime = c->exitedTime ? c->exitedTime : c->clock->now();
  c->arena.deadline = 0;
  c->beforeEntered = c->previousEvent;
  checkPayload(c, {&input, 1});
  tell(c, &c->enteredTime, c->previousEvent, enteredEvent(info.type),
       {Detail(DetailKey::Name, info.name.view()), Detail(DetailKey::Input, input)}, /*chained=*/true);
  stopIfExhausted(c);
  c->enteredEvent = c->lastEvent;
}

void aslrt_observe_exit(Context *c, Value output, void *names, void *values, uint32_t count) {
  if (!c->observer)
    return aslrt_exit(c);
  const StateInfo &info = c->program->states[c->state];
  checkPayload(c, {&output, 1});
  std::span assigned(static_cast<const Value *>(values), count);
  checkPayload(c, assigned);
  if (count)
    c->observer->assign(*c, {static_cast<const Value *>(names), count}, assigned);
  Value *variables = allocateItems(c, 2 * size_t(count));
  for (uint32_t i = 0; i < count; ++i) {
    variables[2 * i] = static_cast<const Value *>(names)[i];
    variables[2 * i + 1] = static_cast<const Value *>(values)[i];
  }
  int64_t time = c->clock->now();
  tell(c, &time, c->previousEvent, exitedEvent(info.type),
       {Detail(DetailKey::Name, info.name.view()), Detail(DetailKey::Output, output),
        count ? Detail(DetailKey::AssignedVariables, arrayAt(variables, 2 * size_t(count))) : Detail()},
       /*chained=*/true);
  c->exitedTime = time;
  stopIfExhausted(c);
}

void aslrt_observe_choice(Context *c, uint32_t rule) {
  if (c->observer)
    c->observer->used(*c, Used::Rule, rule);
}

void aslrt_fail(Context *c, Value error, Value cause) {
  c->error = error;
  c->cause = cause;
}

void aslrt_no_choice(Context *c) {
  throw StateError{"States.Runtime", stateCause(c, "Failed to transition out of the state. The state does not point to a next state.")};
}

namespace {} // namespace

static std::string_view partitionOf(std::string_view region) {
  return region.starts_with("cn-") ? "aws-cn" : region.starts_with("us-gov-") ? "aws-us-gov" : "aws";
}

std::string arnOf(const Account &account, std::string_view kind, std::initializer_list<std::string_view> name) {
  std::string text;
  for (std::string_view part : {std::string_view("arn:"), partitionOf(account.region), std::string_view(":states:"), account.region,
                                std::string_view(":"), account.number, std::string_view(":"), kind})
    text += part;
  for (std::string_view part : name)
    text.append(":").append(part);
  return text;
}

std::string executionArn(const Context &c) {
  if (c.type == WorkflowType::Express)
    return arnOf(c.account, "express", {c.machineName, c.executionName, c.expressId});
  return arnOf(c.account, "execution", {c.machineName, c.executionName});
}

std::string roleArnOf(const Account &account) {
  std::string text(account.role);
  if (text.empty())
    for (std::string_view part : {std::string_view("arn:"), partitionOf(account.region), std::string_view(":iam::"), account.number,
                                  std::string_view(":role/DummyRole")})
      text += part;
  return text;
}

namespace {

/// Members in the order in which they were recorded, which differs by the kind of workflow.
Value executionObject(Context *c) {
  Member id{text("Id"), makeString(c, executionArn(*c))}, name{text("Name"), makeString(c, c->executionName)};
  Member input{text("Input"), c->input}, start{text("StartTime"), makeString(c, c->startTime)};
  Member role{text("RoleArn"), makeString(c, roleArnOf(c->account))};
  if (c->type == WorkflowType::Express)
    return object(c, {id, input, name, role, start, {text("RedriveCount"), c->account.asynchronous ? numberValue(0) : undefinedValue()}});
  return object(c, {id, input, start, name, role, {text("RedriveCount"), numberValue(0)}});
}

/// What an iteration is for.
Value itemObject(Context *c) {
  if (c->itemIndex == wholeItem)
    return c->itemValue;
  Member members[3] = {{text("Index"), numberValue(c->itemIndex)}, {text("Value"), c->itemValue}, {text("Key"), c->itemKey}};
  return makeObject(c, {members, c->itemKey.is(Tag::String) ? size_t(3) : size_t(2)});
}

} // namespace

Value aslrt_context_object(Context *c) {
  noteEntered(c);
  std::string_view machine = c->machineName;
  const StateInfo &state = c->program->states[c->state];
  Value stateMachine =
      object(c, {{text("Id"), makeString(c, arnOf(c->account, "stateMachine", {machine}))}, {text("Name"), borrowed(machine)}});
  Member ofState[] = {{text("Name"), borrowed(state.name.view())},
                      {text("EnteredTime"), makeString(c, formatTimestamp(c->enteredTime))},
                      {text("RetryCount"), numberValue(c->retryCount)}};
  size_t stateMembers = state.type == StateType::Task ? 3 : 2; // AWS shows RetryCount in Task states only
  Member members[5] = {{text("Execution"), executionObject(c)},
                       {text("StateMachine"), stateMachine},
                       {text("State"), makeObject(c, {ofState, stateMembers})}};
  size_t count = 3;
  if (c->itemIndex != noIndex)
    members[count++] = {text("Map"), object(c, {{text("Item"), itemObject(c)}})};
  if (c->taskToken.is(Tag::String) && c->tokenState == c->state)
    members[count++] = {text("Task"), object(c, {{text("Token"), c->taskToken}})};
  return makeObject(c, {members, count});
}

} // namespace aslrt
