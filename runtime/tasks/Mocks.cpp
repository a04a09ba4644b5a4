#include "runtime/tasks/Mocks.h"

#include "runtime/core/Nearest.h"
#include "runtime/json/Json.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace aslrt {
namespace {

std::string quoted(std::string_view text) { return '\'' + std::string(text) + '\''; }

std::vector<std::string_view> keysOf(Value object) {
  std::vector<std::string_view> keys;
  for (const Member &member : membersOf(object))
    keys.push_back(member.key.string());
  return keys;
}

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (std::string_view name : names)
    text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

/// "; did you mean 'Charge'?", or nothing.
std::string suggestion(std::string_view name, std::span<const std::string_view> candidates) {
  std::string_view best = nearest(name, candidates);
  return best.empty() ? "" : "; did you mean " + quoted(best) + '?';
}

/// Whether a definition has a state of this name at any depth.
bool definesState(Value node, std::string_view name) {
  if (node.is(Tag::Array))
    return std::ranges::any_of(itemsOf(node), [&](Value item) { return definesState(item, name); });
  if (!node.is(Tag::Object))
    return false;
  return std::ranges::any_of(membersOf(node), [&](const Member &member) {
    bool states = member.key.string() == "States" && member.value.is(Tag::Object);
    return (states && !lookup(member.value, name).is(Tag::Undefined)) || definesState(member.value, name);
  });
}

class MockReader {
public:
  MockReader(Context &memory, std::string_view text, const MockChoice &choice) : memory(memory), text(text), choice(choice) {}

  std::vector<MockedState> read() {
    ReadError error;
    Value root = readJson(&memory, text, {.keepNumberText = true, .borrow = true}, error);
    if (root.is(Tag::Undefined))
      throw MockError{{}, error.message, error.offset};
    checkFields(root, "a mock configuration file", {"StateMachines", "MockedResponses"});
    const Member &machines = required(root, "StateMachines"), &responses = required(root, "MockedResponses");
    requireObject(responses);
    const Member &testCase = chooseCase(machines, responses.value);
    Within outer(*this, responses.key);
    std::vector<MockedState> states;
    for (const Member &member : membersOf(testCase.value))
      states.push_back(readState(member, responses.value));
    return states;
  }

private:
  /// While it lives, what fails fails inside a member.
  struct Within {
    Within(MockReader &reader, Value key) : reader(reader) { reader.path.push_back(key); }
    ~Within() { reader.path.pop_back(); }
    MockReader &reader;
  };

  [[noreturn]] void fail(std::string message) {
    MockError error{{}, std::move(message)};
    for (Value key : path) {
      error.path.emplace_back(key.string());
      // A key without escapes stands in the text itself
      const char *at = key.pointer<char>();
      if (at > text.data() && at <= text.data() + text.size())
        error.offset = size_t(at - text.data()) - 1;
    }
    throw error;
  }

  void requireObject(Value value, std::string_view what) {
    if (!value.is(Tag::Object))
      fail(std::string(what) + " must be a JSON object");
  }

  void requireObject(const Member &member) {
    Within inner(*this, member.key);
    requireObject(member.value, member.key.string());
  }

  void checkFields(Value object, std::string_view what, std::initializer_list<std::string_view> names) {
    requireObject(object, what);
    for (const Member &member : membersOf(object))
      if (std::string_view name = member.key.string(); std::ranges::find(names, name) == names.end()) {
        Within inner(*this, member.key);
        fail(std::string(what) + " has no field " + quoted(name) + suggestion(name, {names.begin(), names.size()}));
      }
  }

  static const Member *find(Value object, std::string_view name) {
    auto members = membersOf(object);
    auto found = std::ranges::find_if(members, [&](const Member &member) { return member.key.string() == name; });
    return found == members.end() ? nullptr : &*found;
  }

  const Member &required(Value object, std::string_view name) {
    const Member *member = find(object, name);
    if (!member)
      fail("there is no field " + quoted(name));
    return *member;
  }

  /// The member that is named, or else that of the name `usual`, or else the only one.
  const Member &choose(Value object, std::optional<std::string_view> name, std::string_view usual, std::string_view what,
                       std::string_view option) {
    std::vector<std::string_view> names = keysOf(object);
    if (const Member *member = find(object, name.value_or(usual)))
      return *member;
    if (name)
      fail("no " + std::string(what) + ' ' + quoted(*name) + (names.empty() ? "" : "; there is " + listed(names)) +
           suggestion(*name, names));
    if (names.size() != 1)
      fail(names.empty() ? "there is no " + std::string(what)
                         : "which " + std::string(what) + " is meant is said by " + std::string(option) + ": " + listed(names));
    return membersOf(object)[0];
  }

  const Member &chooseCase(const Member &machines, Value responses) {
    requireObject(machines);
    Within outer(*this, machines.key);
    const Member &machine = choose(machines.value, choice.machine, choice.workflow, "state machine", "--state-machine NAME");
    Within inMachine(*this, machine.key);
    checkFields(machine.value, "a state machine", {"TestCases"});
    const Member &cases = required(machine.value, "TestCases");
    Within inCases(*this, cases.key);
    requireObject(cases.value, cases.key.string());
    const Member &testCase = choose(cases.value, choice.testCase, "", "test case", "--test-case NAME");
    Within inCase(*this, testCase.key);
    requireObject(testCase.value, "a test case");
    for (const Member &state : membersOf(testCase.value)) {
      Within inState(*this, state.key);
      checkState(state.key.string());
      if (!state.value.is(Tag::String))
        fail("a state is given the name of a mocked response");
      if (std::string_view name = state.value.string(); !find(responses, name))
        fail("there is no mocked response " + quoted(name) + suggestion(name, keysOf(responses)));
    }
    return testCase;
  }

  void checkState(std::string_view name) {
    std::vector<std::string_view> tasks;
    for (const StateInfo &state : choice.states) {
      bool isTask = state.type == StateType::Task;
      if (isTask && state.name.view() == name)
        return;
      if (isTask)
        tasks.push_back(state.name.view());
      else if (state.name.view() == name)
        fail("state " + quoted(name) + " is no Task, and only these are mocked");
    }
    if (!isRemoved(name))
      fail("the workflow has no state " + quoted(name) + suggestion(name, tasks));
  }

  /// A state that is never reached may be gone from the program.
  bool isRemoved(std::string_view name) {
    if (choice.definition.empty())
      return false;
    ReadError error;
    Value definition = readJson(&memory, choice.definition, {.keepNumberText = false, .borrow = true}, error);
    return definesState(definition, name);
  }

  MockedState readState(const Member &member, Value responses) {
    MockedState state{std::string(member.key.string()), std::string(member.value.string()), {}};
    const Member *response = find(responses, state.response);
    Within inner(*this, response->key);
    requireObject(response->value, "a mocked response");
    std::map<uint32_t, uint32_t> lastOf; // by the first call of an answer
    for (const Member &answer : membersOf(response->value)) {
      Within inAnswer(*this, answer.key);
      state.answers.push_back(readAnswer(answer));
      checkOverlap(state.answers.back(), lastOf);
    }
    std::ranges::sort(state.answers, {}, &MockedAnswer::first);
    return state;
  }

  /// Of an answer with those read before it.
  void checkOverlap(const MockedAnswer &answer, std::map<uint32_t, uint32_t> &lastOf) {
    auto after = lastOf.upper_bound(answer.first);
    if (after != lastOf.begin() && std::prev(after)->second >= answer.first)
      fail("call " + std::to_string(answer.first) + " is answered twice");
    if (after != lastOf.end() && after->first <= answer.last)
      fail("call " + std::to_string(after->first) + " is answered twice");
    lastOf[answer.first] = answer.last;
  }

  void readCalls(std::string_view key, MockedAnswer &answer) {
    const char *end = key.data() + key.size();
    auto first = std::from_chars(key.data(), end, answer.first);
    auto last = first;
    answer.last = answer.first;
    if (first.ec == std::errc() && first.ptr != end && *first.ptr == '-')
      last = std::from_chars(first.ptr + 1, end, answer.last);
    if (first.ec != std::errc() || last.ec != std::errc() || last.ptr != end)
      fail(quoted(key) + " names no calls: those are a number like \"0\", or two like \"1-2\"");
    if (answer.last < answer.first)
      fail("the calls " + quoted(key) + " end before they begin");
  }

  MockedAnswer readAnswer(const Member &member) {
    MockedAnswer answer{};
    readCalls(member.key.string(), answer);
    checkFields(member.value, "a mocked call", {"Return", "Throw", "AfterSeconds"});
    if (const Member *seconds = find(member.value, "AfterSeconds"))
      readSeconds(*seconds, answer);
    const Member *result = find(member.value, "Return"), *error = find(member.value, "Throw");
    if (!result == !error)
      fail("a mocked call has either Return or Throw");
    answer.throws = error;
    Within inner(*this, (error ? error : result)->key);
    if (answer.throws)
      readThrow(error->value, answer);
    else
      readReturn(result->value, answer);
    return answer;
  }

  static void readReturn(Value value, MockedAnswer &answer) {
    writeJson(answer.result, value);
    if (value.is(Tag::Object) && find(value, "StatusCode"))
      if (const Member *payload = find(value, "Payload"))
        writeJson(answer.payload, payload->value);
  }

  void readSeconds(const Member &member, MockedAnswer &answer) {
    constexpr double longest = 99'999'999; // of a TimeoutSeconds
    Within inner(*this, member.key);
    answer.seconds = isNumber(member.value) ? numberOf(member.value) : -1;
    if (!(answer.seconds >= 0 && answer.seconds <= longest))
      fail("AfterSeconds must be a number from 0 to 99999999");
  }

  void readThrow(Value value, MockedAnswer &answer) {
    checkFields(value, "Throw", {"Error", "Cause"});
    answer.error = stringIn(required(value, "Error"));
    if (const Member *cause = find(value, "Cause"))
      answer.cause = stringIn(*cause);
  }

  std::string stringIn(const Member &member) {
    Within inner(*this, member.key);
    if (!member.value.is(Tag::String))
      fail(std::string(member.key.string()) + " must be a string");
    return std::string(member.value.string());
  }

  Context &memory;
  std::string_view text;
  const MockChoice &choice;
  std::vector<Value> path; // keys
};

} // namespace

const MockedAnswer *MockedState::of(uint32_t call) const {
  auto after = std::ranges::upper_bound(answers, call, {}, &MockedAnswer::first);
  return after != answers.begin() && call <= after[-1].last ? &after[-1] : nullptr;
}

std::string MockedState::calls() const {
  std::string text;
  for (const MockedAnswer &answer : answers) {
    text += (text.empty() ? "" : ", ") + std::to_string(answer.first);
    if (answer.last > answer.first)
      text += '-' + std::to_string(answer.last);
  }
  return text.empty() ? "none" : text;
}

std::vector<MockedState> readMocks(std::string_view text, const MockChoice &choice) {
  Context memory;
  try {
    return MockReader(memory, text, choice).read();
  } catch (const LimitExceeded &limit) {
    throw MockError{{}, limit.message};
  }
}

} // namespace aslrt
