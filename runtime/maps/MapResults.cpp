// What a Map Run keeps of its children, and what its state gets in the end.
#include "runtime/core/Arn.h"
#include "runtime/core/Time.h"
#include "runtime/maps/DistributedMap.h"

namespace aslrt {

/// A member of a record: a string, unless it is given as JSON text.
static void addMember(std::string &out, std::string_view name, std::string_view value, bool isText = true) {
  out.append(out.size() > 1 ? ",\"" : "\"").append(name).append("\":");
  if (isText)
    appendString(out, value);
  else
    out += value;
}

/// What the files of results say of a child under Transformation NONE. `status` PENDING: it never started.
std::string DistributedMap::record(const Child &child, std::string_view status) {
  const std::string included = "{\"Included\":true}";
  std::string out = "{";
  bool started = status != "PENDING", succeeded = status == "SUCCEEDED";
  const Context *c = started ? &child.execution->context : nullptr;
  if (status == "FAILED") {
    for (auto [name, value] : {std::pair("Cause", c->cause), std::pair("Error", c->error)})
      if (value.is(Tag::String))
        addMember(out, name, value.string());
  }
  if (started && type == WorkflowType::Express)
    addMember(out, "ExecutionArn", arnOf(c->account, "express", {machineName, c->executionName, c->expressId}));
  else if (started)
    addMember(out, "ExecutionArn", arnOf(c->account, "execution", {machineName, c->executionName}));
  addMember(out, "Input", child.input);
  addMember(out, "InputDetails", included, false);
  if (started)
    addMember(out, "Name", c->executionName);
  if (succeeded) {
    std::string output;
    writePayload(*c, output, c->result);
    addMember(out, "Output", output);
    addMember(out, "OutputDetails", included, false);
  }
  if (started) {
    addMember(out, "RedriveCount", "0", false);
    addMember(out, "RedriveStatus", succeeded ? "NOT_REDRIVABLE" : "REDRIVABLE");
    if (succeeded)
      addMember(out, "RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
    addMember(out, "StartDate", formatTimestamp(child.started));
  }
  addMember(out, "StateMachineArn", arnOf(context().account, "stateMachine", {machineName}));
  addMember(out, "Status", status);
  if (started)
    addMember(out, "StopDate", formatTimestamp(c->clock->now()));
  return out + "}";
}

void DistributedMap::keepText(const Child &child, ResultKind kind, const std::string &entry) {
  if (writer)
    return writer->add(kind, entry);
  parent.execution.enter(parent);
  ReadError error;
  results[child.place] = readJson(&context(), entry, {.borrow = false}, error);
}

/// Of a failed child the record, whatever is asked for.
void DistributedMap::keep(const Child &child, Outcome outcome) {
  const Context &c = child.execution->context;
  if (outcome == Outcome::Failed) {
    bool timedOut = c.error.is(Tag::String) && c.error.string() == "States.Timeout";
    return keepText(child, ResultKind::Failed, record(child, timedOut ? "TIMED_OUT" : "FAILED"));
  }
  if (shape == Shape::Records)
    return keepText(child, ResultKind::Succeeded, record(child, "SUCCEEDED"));
  // Without files an array is spliced in the end, when all have their places.
  bool spliced = shape == Shape::Flattened && writer && c.result.is(Tag::Array);
  for (Value value : spliced ? itemsOf(c.result) : std::span<const Value>(&c.result, 1)) {
    std::string text;
    writePayload(c, text, value);
    keepText(child, ResultKind::Succeeded, text);
  }
}

/// The state has failed: its children end, and what was never started is told of.
void DistributedMap::abort() {
  if (remote)
    worker.stopRemote(*remote);
  for (const auto &child : living) {
    worker.cancel(child->execution->root());
    child->execution->aborted = true;
    child->execution->noteEnd(Outcome::Failed);
    if (writer)
      writer->add(ResultKind::Failed, record(*child, "ABORTED"));
  }
  living.clear();
  if (!writer)
    return;
  Child pending;
  parent.execution.enter(parent);
  while (nextInput(pending.input, pending.items)) {
    writer->add(ResultKind::Pending, record(pending, "PENDING"));
    parent.execution.collectIfFull();
  }
}

Value DistributedMap::answer() {
  Context &c = context();
  ReadError error;
  if (writer) {
    std::string text = "{";
    addMember(text, "MapRunArn", arn);
    addMember(text, "ResultWriterDetails", writer->details(), false);
    return readJson(&c, text + "}", {.borrow = false}, error);
  }
  if (shape != Shape::Flattened)
    return makeArray(&c, results);
  std::vector<Value> all;
  for (Value each : results) {
    std::span<const Value> items = each.is(Tag::Array) ? itemsOf(each) : std::span<const Value>(&each, 1);
    all.insert(all.end(), items.begin(), items.end());
  }
  return makeArray(&c, all);
}

/// Leaves the answer, or the failure, in the context of the parent, which is entered.
void DistributedMap::finish() {
  Execution &execution = parent.execution;
  Context &c = execution.context;
  if (broken) {
    StateError first{std::string(c.taskError.is(Tag::String) ? c.taskError.string() : ""),
                     std::string(c.taskCause.is(Tag::String) ? c.taskCause.string() : "")};
    try {
      abort();
      if (writer)
        writer->finish(arn);
    } catch (...) { // of two failures the first is told
    }
    execution.enter(parent);
    execution.failTask(first.error, undefinedValue());
    c.taskCause = makeString(&c, first.cause);
  } else {
    try {
      if (writer)
        writer->finish(arn);
      c.taskResult = answer();
      if (c.observer)
        c.observer->checkPayload(c, {&c.taskResult, 1});
    } catch (...) {
      execution.failTaskByException(parent);
    }
  }
  if (c.taskFailed && started)
    noteEvent(&c, EventType::MapRunFailed,
              {Detail::ofString(DetailKey::Error, c.taskError), Detail::ofString(DetailKey::Cause, c.taskCause)});
  if (!c.taskFailed) {
    noteEvent(&c, EventType::MapRunSucceeded);
    noteEvent(&c, EventType::MapStateSucceeded, {}, /*chained=*/false);
  }
  c.request.arguments = c.request.captures = undefinedValue();
}

} // namespace aslrt
