#include "runtime/engine/Recorder.h"

#include "runtime/core/Arn.h"
#include "runtime/core/Inline.h"
#include "runtime/engine/Execution.h"
#include "runtime/json/Json.h"
#include "runtime/json/Writer.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace aslrt {
namespace {

/// Texts between which what varies stands.
struct EventInfo {
  std::string_view name;
  Snippet<64> type, details; // details: empty if there are none
  LogLevel level;
};
constexpr EventInfo infos[] = {
#define EVENT(Type, Details, Level)                                                                                                        \
  {#Type, snippet<64>(",\"type\":\"" #Type "\",\"id\":"), sizeof(Details) > 1 ? snippet<64>(",\"" Details "\":{") : Snippet<64>(),         \
   LogLevel::Level},
#include "runtime/abi/HistoryEvents.def"
};

/// The same of a detail.
struct DetailInfo {
  Snippet<32> key;
  Snippet<64> follows; // upon data that may be cut
};
constexpr DetailInfo detailInfos[] = {
#define DETAIL(Key, Name, Kind) {snippet<32>("\"" Name "\":"), snippet<64>(",\"" Name "Details\":{\"truncated\":false},")},
#include "runtime/abi/HistoryDetails.def"
};

std::string_view keyOf(const Detail &detail) {
  std::string_view key = detailInfos[uint32_t(detail.key)].key.view(); // in quotes, with a colon
  return key.substr(1, key.size() - 3);
}

constexpr Snippet<32> previousKey = snippet<32>(",\"previousEventId\":");

void putNumber(Appender &out, int64_t number) {
  if (number < 0)
    out.put('-');
  out.putInteger(number < 0 ? -uint64_t(number) : uint64_t(number));
}

/// 1500 milliseconds as 1.500; before 1970 with a sign.
void putSeconds(Appender &out, int64_t milliseconds) {
  if (milliseconds < 0)
    out.put('-');
  uint64_t absolute = milliseconds < 0 ? -uint64_t(milliseconds) : uint64_t(milliseconds);
  out.putInteger(absolute / 1000);
  uint32_t fraction = uint32_t(absolute % 1000);
  const char digits[] = {'.', char('0' + fraction / 100), char('0' + fraction / 10 % 10), char('0' + fraction % 10)};
  out.put({digits, sizeof digits});
}

bool isExitedEvent(EventType type) {
  auto place = uint32_t(type) - uint32_t(EventType::PassStateEntered);
  return type >= EventType::PassStateEntered && type <= EventType::MapStateExited && place % 2 == 1;
}

constexpr size_t usualEvent = 512; // bytes; more than what all events begin with

/// Brackets what has a comma behind each member.
void close(Appender &out, bool any) {
  if (any)
    out.cut(out.size() - 1);
  out.put('}');
}

} // namespace

StateError tooMuchData(std::string_view stateOrTask) {
  return {"States.DataLimitExceeded", "The state/task '" + std::string(stateOrTask) +
                                          "' returned a result with a size exceeding the maximum number of bytes service limit."};
}

StateTexts::StateTexts(const Program &program) {
  for (const StateInfo &state : std::span(program.states, program.stateCount))
    for (auto [type, texts] : {std::pair(enteredEvent(state.type), &entered), {exitedEvent(state.type), &exited}}) {
      Appender out(texts->emplace_back());
      out.put(infos[uint32_t(type)].details);
      out.put(detailInfos[uint32_t(DetailKey::Name)].key);
      out.putString(state.name.view());
      out.put(',');
    }
}

// The text is changed as a word: reading bytes that have just been written one by one would wait for them.
char *NumberText::put(char *to, uint64_t number) {
  constexpr uint64_t tooLong = 100'000'000;
  if (number >= tooLong) [[unlikely]]
    return std::to_chars(to, to + longest, number).ptr;
  if (number == last + 1 && text.text[text.size - 1] < '9') {
    uint64_t word = loadWord(text.text) + (uint64_t(1) << 8 * (text.size - 1));
    std::memcpy(text.text, &word, sizeof word);
  } else if (number != last) {
    text.size = uint32_t(std::to_chars(text.text, std::end(text.text), number).ptr - text.text);
  }
  last = number;
  return text.copy(to);
}

/// JSON as a text in JSON.
void Recorder::putPayload(Appender &out, Value value) {
  if (value.tag() < Tag::Decimal) { // nothing to be escaped
    out.put('"');
    write(out, value, {});
    return out.put('"');
  }
  if (value.head != payload.head || value.payload != payload.payload) {
    payloadJson.clear();
    writeJson(payloadJson, value);
    payloadText.clear();
    Appender(payloadText).putString(payloadJson);
    payload = value;
  }
  out.put(payloadText);
}

void Recorder::putVariables(Appender &out, Value pairs) {
  out.put('{');
  std::span<const Value> values = itemsOf(pairs);
  for (size_t i = 0; i < values.size(); i += 2) {
    out.putString(values[i].string());
    out.put(':');
    putPayload(out, values[i + 1]);
    out.put(',');
  }
  close(out, !values.empty());
}

/// With a comma behind it.
void Recorder::putDetail(Appender &out, const Detail &detail) {
  const DetailInfo &info = detailInfos[uint32_t(detail.key)];
  out.put(info.key);
  switch (detail.kind) {
  case Detail::None: break;
  case Detail::Text: out.putString(detail.text); break;
  case Detail::Number: out.putInteger(detail.number); break;
  case Detail::Parameters: putPayload(out, detail.value); break;
  case Detail::Payload: putPayload(out, detail.value); return out.put(info.follows);
  case Detail::Variables: putVariables(out, detail.value); return out.put(info.follows);
  case Detail::Role:
    out.put("{\"roleArn\":");
    write(out, detail.value, {});
    out.put('}');
  }
  out.put(',');
}

/// What stands in an open object, and its end. `data`: with details that hold data of the execution; `any`: some stand there already.
void Recorder::putDetails(Appender &out, std::span<const Detail> details, bool data, bool any) {
  for (const Detail &detail : details) {
    if (detail.kind == Detail::None || (detail.isData() && !data))
      continue;
    any = true;
    putDetail(out, detail);
  }
  close(out, any);
}

void Recorder::begin(const Context &context, const Recording *with, const Bounds &bounds) {
  recording = with;
  mostEvents = bounds.events;
  mostPayload = bounds.payload;
  boundsPayloads = mostPayload != Bounds::none;
  mostVariables = bounds.variables;
  variableBytes = 0;
  exhausted = false;
  if (!recording)
    return;
  events.size = 0;
  moved();
  start = context.clock->now();
  arn = executionArn(context);
  opening = "{";
}

/// Gives the history away that there is, if it is long.
void Recorder::streamHistory() {
  constexpr size_t worthIt = 256 << 10; // bytes
  if (!recording->streams || events.size < worthIt)
    return;
  recording->sink->history(events.view());
  events.size = 0;
}

void Recorder::event(const Context &context, const Event &event) {
  if (!recording)
    return;
  if (recording->coverage && isEnteredEvent(event.type))
    recording->coverage->entered(context.state);
  if (recording->history) {
    appendHistory(context, event);
    streamHistory();
  }
  if (infos[uint32_t(event.type)].level <= recording->level)
    log(event);
  if (recording->trace)
    trace(event);
}

/// Whether the bound on payloads allows for them together.
bool Recorder::holds(const Context &context, std::span<const Value> values) const {
  if (mostPayload == Bounds::none)
    return true;
  uint64_t size = 0;
  for (Value value : values)
    size += payloadSize(context, value, mostPayload);
  return size <= mostPayload;
}

void Recorder::checkPayload(const Context &context, std::span<const Value> values) {
  if (!holds(context, values))
    throw tooMuchData(context.program->states[context.state].name.view());
}

void Recorder::assign(const Context &context, std::span<const Value> names, std::span<const Value> values) {
  if (mostVariables == Bounds::none)
    return;
  Activation &activation = Execution::activationOf(context);
  if (!activation.variables)
    activation.variables = std::make_unique<VariableSizes>();
  VariableSizes &sizes = *activation.variables;
  uint64_t before = 0, after = 0;
  std::vector<uint64_t> assigned;
  for (size_t i = 0; i < names.size(); ++i) {
    before += sizes[names[i].string()];
    after += assigned.emplace_back(payloadSize(context, values[i], mostVariables));
  }
  if (variableBytes - before + after > mostVariables)
    throw tooMuchData(context.program->states[context.state].name.view());
  for (size_t i = 0; i < names.size(); ++i)
    sizes[names[i].string()] = assigned[i];
  sizes.total += after - before;
  variableBytes += after - before;
}

void Recorder::used(const Context &context, Used what, uint32_t place) {
  if (recording && recording->coverage)
    recording->coverage->used(context.state, what, place);
}

/// One event a line: times are seconds since 1970, as in the protocol of the service.
void Recorder::appendHistory(const Context &context, const Event &event) {
  const EventInfo &info = infos[uint32_t(event.type)];
  if (int64_t time = event.time / 1'000'000; time != millisecond) { // of a fast run, many events share it
    millisecond = time;
    std::string text;
    {
      Appender out(text);
      out.put(",\n{\"timestamp\":");
      putSeconds(out, time);
    }
    head.size = 0;
    head.add(text);
  }
  Appender out(events);
  char *at = out.reserve(usualEvent);
  if (!opening.empty()) {
    out.put(std::exchange(opening, {}));
    out.put("\"events\":[");
    at = out.reserve(usualEvent);
    at += head.view().copy(at, usualEvent, 1);
  } else {
    at = head.copy(at);
  }
  at = info.type.copy(at);
  at = id.put(at, event.id);
  at = previousKey.copy(at);
  out.advance(previous.put(at, event.previous));
  bool enters = isEnteredEvent(event.type);
  if (enters || isExitedEvent(event.type)) { // the first detail is the name
    out.put((enters ? recording->history->entered : recording->history->exited)[context.state]);
    putDetails(out, event.details.subspan(1), /*data=*/true, /*any=*/true);
  } else if (info.details.size) {
    out.put(info.details);
    putDetails(out, event.details, /*data=*/true);
  }
  out.put('}');
}

void Recorder::log(const Event &event) {
  line.clear();
  {
    Appender out(line);
    out.put("{\"id\":\"");
    out.putInteger(event.id);
    out.put("\",\"type\":\"");
    out.put(infos[uint32_t(event.type)].name);
    out.put("\",\"details\":{");
    putDetails(out, event.details, recording->logData);
    out.put(",\"previous_event_id\":\"");
    out.putInteger(event.previous);
    out.put("\",\"event_timestamp\":\"");
    putNumber(out, event.time / 1'000'000);
    out.put("\",\"execution_arn\":");
    out.putString(arn);
    out.put(",\"redrive_count\":\"0\"}\n");
  }
  recording->sink->log(line);
}

/// "+0.250s    7 TaskFailed Charge States.Timeout": name or error of the details, and the start of what they hold.
void Recorder::trace(const Event &event) {
  constexpr size_t mostText = 100;
  line.clear();
  {
    Appender out(line);
    out.put('+');
    putSeconds(out, std::max<int64_t>(event.time - start, 0) / 1'000'000); // the clock may have been set back
    std::string id = std::to_string(event.id);
    out.put(std::string_view("s      ").substr(0, 2 + (id.size() < 5 ? 5 - id.size() : 0)));
    out.put(id);
    out.put(' ');
    out.put(infos[uint32_t(event.type)].name);
    for (const Detail &detail : event.details) {
      std::string text;
      show(text, detail);
      if (text.empty())
        continue;
      size_t cut = std::min(text.size(), mostText);
      while (cut < text.size() && (text[cut] & 0xc0) == 0x80)
        --cut;
      out.put(' ');
      out.put(std::string_view(text).substr(0, cut));
      if (cut < text.size())
        out.put("...");
    }
    out.put('\n');
  }
  recording->sink->trace(line);
}

/// In a trace; nothing: not at all.
void Recorder::show(std::string &text, const Detail &detail) {
  Appender out(text);
  switch (detail.kind) {
  case Detail::None:
  case Detail::Role: break;
  case Detail::Text: out.put(detail.text); break;
  case Detail::Number: out.put(keyOf(detail)), out.put('='), out.putInteger(detail.number); break;
  case Detail::Payload:
  case Detail::Parameters: write(out, detail.value, {}); break;
  case Detail::Variables: putVariables(out, detail.value); break;
  }
}

void Recorder::ofChild(std::string_view mapState, std::string_view mapRunArn, uint64_t place) {
  if (!recording || !recording->history)
    return;
  Appender out(opening);
  for (auto [key, text] :
       {std::pair("\"executionArn\":", std::string_view(arn)), {"\"mapRunArn\":", mapRunArn}, {"\"mapState\":", mapState}}) {
    out.put(std::string_view(key));
    out.putString(text);
    out.put(',');
  }
  out.put("\"place\":");
  out.putInteger(place);
  out.put(',');
}

void Recorder::end() {
  if (!recording || !recording->history)
    return;
  Appender(events).put("\n]}\n");
  recording->sink->history(events.view());
}

} // namespace aslrt
