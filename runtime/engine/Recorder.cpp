#include "runtime/engine/Recorder.h"

#include "runtime/core/Arn.h"
#include "runtime/json/Json.h"

#include <algorithm>
#include <charconv>

namespace aslrt {
namespace {

struct EventInfo {
  std::string_view name, details;
  LogLevel level;
};
constexpr EventInfo infos[] = {
#define EVENT(Type, Details, Level) {#Type, Details, LogLevel::Level},
#include "runtime/abi/HistoryEvents.def"
};

void appendText(std::string &out, std::string_view text) { writeJson(out, stringAt(text.data(), text.size(), Static)); }

/// JSON as a text in JSON.
void appendPayload(std::string &out, Value value) {
  std::string text;
  writeJson(text, value);
  appendText(out, text);
}

void appendNumber(std::string &out, uint64_t number) {
  char digits[20];
  out.append(digits, std::to_chars(digits, std::end(digits), number).ptr);
}

/// 1500 milliseconds as 1.500; before 1970 with a sign.
void appendSeconds(std::string &out, int64_t milliseconds) {
  if (milliseconds < 0)
    out += '-';
  uint64_t absolute = milliseconds < 0 ? -uint64_t(milliseconds) : uint64_t(milliseconds);
  appendNumber(out, absolute / 1000);
  std::string fraction = std::to_string(absolute % 1000);
  out.append(".").append(3 - fraction.size(), '0').append(fraction);
}

/// Separates members.
void appendKey(std::string &out, std::string_view key) {
  if (out.back() != '{')
    out += ',';
  out.append("\"").append(key).append("\":");
}

void appendVariables(std::string &out, Value pairs) {
  out += '{';
  std::span<const Value> values = itemsOf(pairs);
  for (size_t i = 0; i < values.size(); i += 2) {
    if (i)
      out += ',';
    writeJson(out, values[i]);
    out += ':';
    appendPayload(out, values[i + 1]);
  }
  out += '}';
}

/// One member; with `data`, those that hold data of the execution.
void appendDetail(std::string &out, const Detail &detail, bool data) {
  bool isData = detail.kind == Detail::Payload || detail.kind == Detail::Variables;
  if (detail.kind == Detail::None || (isData && !data))
    return;
  appendKey(out, detail.key);
  switch (detail.kind) {
  case Detail::None: break;
  case Detail::Text: appendText(out, detail.text); break;
  case Detail::Number: appendNumber(out, detail.number); break;
  case Detail::Payload: appendPayload(out, detail.value); break;
  case Detail::Variables: appendVariables(out, detail.value); break;
  case Detail::Role:
    out += "{\"roleArn\":";
    writeJson(out, detail.value);
    out += '}';
  }
  if (isData && detail.key != "parameters") {
    appendKey(out, std::string(detail.key) + "Details");
    out += "{\"truncated\":false}";
  }
}

void appendDetails(std::string &out, std::span<const Detail> details, bool data) {
  out += '{';
  for (const Detail &detail : details)
    appendDetail(out, detail, data);
  out += '}';
}

} // namespace

StateError tooMuchData(std::string_view stateOrTask) {
  return {"States.DataLimitExceeded", "The state/task '" + std::string(stateOrTask) +
                                          "' returned a result with a size exceeding the maximum number of bytes service limit."};
}

void Recorder::begin(const Context &context, const Recording *with, const Bounds &bounds) {
  recording = with;
  mostEvents = bounds.events;
  mostPayload = bounds.payload;
  exhausted = false;
  if (!recording)
    return;
  events.clear();
  start = context.clock->now();
  arn = executionArn(context);
}

void Recorder::event(const Context &context, const Event &event) {
  if (!recording)
    return;
  int64_t time = context.clock->now();
  if (recording->history)
    appendHistory(event, time);
  if (infos[uint32_t(event.type)].level <= recording->level)
    log(event, time);
  if (recording->trace)
    trace(event, time);
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

/// One event a line: times are seconds since 1970, as in the protocol of the service.
void Recorder::appendHistory(const Event &event, int64_t time) {
  const EventInfo &info = infos[uint32_t(event.type)];
  events += events.empty() ? "{\"events\":[\n{\"timestamp\":" : ",\n{\"timestamp\":";
  appendSeconds(events, time / 1'000'000);
  events.append(",\"type\":\"").append(info.name).append("\",\"id\":");
  appendNumber(events, event.id);
  events += ",\"previousEventId\":";
  appendNumber(events, event.previous);
  if (!info.details.empty()) {
    events.append(",\"").append(info.details).append("\":");
    appendDetails(events, event.details, /*data=*/true);
  }
  events += '}';
}

void Recorder::log(const Event &event, int64_t time) {
  line.assign("{\"id\":\"");
  appendNumber(line, event.id);
  line.append("\",\"type\":\"").append(infos[uint32_t(event.type)].name).append("\",\"details\":");
  appendDetails(line, event.details, recording->logData);
  line += ",\"previous_event_id\":\"";
  appendNumber(line, event.previous);
  line += "\",\"event_timestamp\":\"";
  line += std::to_string(time / 1'000'000);
  line += "\",\"execution_arn\":";
  appendText(line, arn);
  line += ",\"redrive_count\":\"0\"}\n";
  recording->sink->log(line);
}

/// "+0.250s    7 TaskFailed Charge States.Timeout": name or error of the details, and the start of what they hold.
void Recorder::trace(const Event &event, int64_t time) {
  constexpr size_t mostText = 100;
  std::string id = std::to_string(event.id);
  line = "+";
  appendSeconds(line, std::max<int64_t>(time - start, 0) / 1'000'000); // the clock may have been set back
  line.append("s ").append(id.size() < 5 ? 5 - id.size() : 0, ' ').append(id).append(" ").append(infos[uint32_t(event.type)].name);
  for (const Detail &detail : event.details) {
    std::string text;
    if (detail.kind == Detail::Text)
      text = detail.text;
    else if (detail.kind == Detail::Number)
      text = std::string(detail.key) + '=' + std::to_string(detail.number);
    else if (detail.kind == Detail::Payload)
      writeJson(text, detail.value);
    else if (detail.kind == Detail::Variables)
      appendVariables(text, detail.value);
    if (text.empty())
      continue;
    size_t cut = text.size() > mostText ? mostText : text.size();
    while (cut < text.size() && (text[cut] & 0xc0) == 0x80)
      --cut;
    line.append(" ").append(text, 0, cut).append(cut < text.size() ? "..." : "");
  }
  line += '\n';
  recording->sink->trace(line);
}

void Recorder::end() {
  if (!recording || !recording->history)
    return;
  events += "\n]}\n";
  recording->sink->history(events);
}

} // namespace aslrt
