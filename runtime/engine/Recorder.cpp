#include "runtime/engine/Recorder.h"

#include "runtime/core/Arn.h"
#include "runtime/json/Appender.h"
#include "runtime/json/Json.h"
#include "runtime/json/Writer.h"

#include <algorithm>
#include <utility>

namespace aslrt {
namespace {

/// Texts between which what varies stands.
struct EventInfo {
  std::string_view name, type, details;
  LogLevel level;
};
constexpr EventInfo infos[] = {
#define EVENT(Type, Details, Level) {#Type, ",\"type\":\"" #Type "\",\"id\":", sizeof(Details) > 1 ? ",\"" Details "\":" : "", LogLevel::Level},
#include "runtime/abi/HistoryEvents.def"
};

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

void putKey(Appender &out, std::string_view key) {
  out.put('"');
  out.put(key);
  out.put("\":");
}

constexpr size_t usualEvent = 400; // bytes

/// Of an execution, rather than of the machine.
bool isData(const Detail &detail) { return detail.kind == Detail::Payload || detail.kind == Detail::Variables; }

} // namespace

StateError tooMuchData(std::string_view stateOrTask) {
  return {"States.DataLimitExceeded", "The state/task '" + std::string(stateOrTask) +
                                          "' returned a result with a size exceeding the maximum number of bytes service limit."};
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
    if (i)
      out.put(',');
    out.putString(values[i].string());
    out.put(':');
    putPayload(out, values[i + 1]);
  }
  out.put('}');
}

void Recorder::putDetail(Appender &out, const Detail &detail) {
  putKey(out, detail.key);
  switch (detail.kind) {
  case Detail::None: break;
  case Detail::Text: out.putString(detail.text); break;
  case Detail::Number: out.putInteger(detail.number); break;
  case Detail::Payload: putPayload(out, detail.value); break;
  case Detail::Variables: putVariables(out, detail.value); break;
  case Detail::Role:
    out.put("{\"roleArn\":");
    write(out, detail.value, {});
    out.put('}');
  }
  if (isData(detail) && detail.key != "parameters") {
    out.put(",\"");
    out.put(detail.key);
    out.put("Details\":{\"truncated\":false}");
  }
}

/// With `data`, those that hold data of the execution, too.
void Recorder::putDetails(Appender &out, std::span<const Detail> details, bool data) {
  char before = '{';
  for (const Detail &detail : details) {
    if (detail.kind == Detail::None || (isData(detail) && !data))
      continue;
    out.put(std::exchange(before, ','));
    putDetail(out, detail);
  }
  out.put(before == '{' ? std::string_view("{}") : std::string_view("}"));
}

void Recorder::begin(const Context &context, const Recording *with, const Bounds &bounds) {
  recording = with;
  mostEvents = bounds.events;
  mostPayload = bounds.payload;
  exhausted = false;
  if (!recording)
    return;
  events.size = 0;
  moved();
  start = context.clock->now();
  arn = executionArn(context);
}

void Recorder::event(const Context &context, const Event &event) {
  if (!recording)
    return;
  if (recording->coverage && isEnteredEvent(event.type))
    recording->coverage->entered(context.state);
  if (recording->history)
    appendHistory(event);
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

void Recorder::used(const Context &context, Used what, uint32_t place) {
  if (recording && recording->coverage)
    recording->coverage->used(context.state, what, place);
}

/// One event a line: times are seconds since 1970, as in the protocol of the service.
void Recorder::appendHistory(const Event &event) {
  const EventInfo &info = infos[uint32_t(event.type)];
  bool first = events.size == 0;
  Appender out(events);
  out.need(usualEvent);
  out.put(first ? std::string_view("{\"events\":[\n{\"timestamp\":") : std::string_view(",\n{\"timestamp\":"));
  if (int64_t time = event.time / 1'000'000; time != millisecond) { // of a fast run, many events share it
    millisecond = time;
    timestamp.clear();
    Appender text(timestamp);
    putSeconds(text, time);
  }
  out.put(timestamp);
  out.put(info.type);
  out.putInteger(event.id);
  out.put(",\"previousEventId\":");
  out.putInteger(event.previous);
  if (!info.details.empty()) {
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
    out.put("\",\"details\":");
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
  case Detail::None: case Detail::Role: break;
  case Detail::Text: out.put(detail.text); break;
  case Detail::Number: out.put(detail.key), out.put('='), out.putInteger(detail.number); break;
  case Detail::Payload: write(out, detail.value, {}); break;
  case Detail::Variables: putVariables(out, detail.value); break;
  }
}

void Recorder::end() {
  if (!recording || !recording->history)
    return;
  Appender(events).put("\n]}\n");
  recording->sink->history(events.view());
}

} // namespace aslrt
