#include "runtime/maps/DistributedMap.h"

#include "runtime/core/Arn.h"
#include "runtime/core/Time.h"
#include "runtime/core/Uuid.h"

#include <algorithm>

namespace aslrt {

static constexpr uint64_t usualConcurrency = 10'000;
static constexpr size_t mostInBatch = 64; // of children that are handed to another worker together

bool Tolerance::exceeded(uint64_t failed, std::optional<uint64_t> total) const {
  if (count < 0 && percentage < 0)
    return failed > 0;
  return (count >= 0 && double(failed) > count) || (percentage >= 0 && total && double(failed) * 100 > percentage * double(*total));
}

namespace {

/// The items of an array, or the members of an object, that the state's execution holds as its request.
class StateData final : public ItemSource {
public:
  StateData(Context &context) : context(context) {}
  bool next(Item &item) override {
    Value items = context.request.arguments;
    if (at >= items.length())
      return false;
    if (items.is(Tag::Array)) {
      item.value = itemsOf(items)[at++];
      return true;
    }
    const Member &member = membersOf(items)[at++];
    writeJson(item.key.emplace(), member.key);
    item.value = member.value;
    return true;
  }

private:
  Context &context;
  uint32_t at = 0;
};

double numberIn(Value settings, std::string_view name, double otherwise) {
  Value value = lookup(settings, name);
  return isNumber(value) ? numberOf(value) : otherwise;
}

std::string payloadText(const Context &context, Value value) {
  std::string text;
  writePayload(context, text, value);
  return text;
}

} // namespace

DistributedMap::~DistributedMap() {
  if (remote) {
    worker.stopRemote(*remote);
    remote->closed = true;
  }
  for (const auto &child : living)
    worker.cancel(child->execution->root());
}

/// The parent is entered, and its request is the fork's.
void DistributedMap::open() {
  Context &c = context();
  fork = &c.program->forks[c.request.index];
  Value settings = itemsOf(c.request.captures)[0];
  id = makeUuid(*c.random);
  std::string label(textOf(settings, "Label"));
  if (label.empty())
    label = makeUuid(*c.random);
  machineName = std::string(c.machineName) + "/" + label;
  arn = arnOf(c.account, "mapRun", {machineName, id});
  type = textOf(settings, "ExecutionType") == "EXPRESS" ? WorkflowType::Express : WorkflowType::Standard;
  concurrency = c.request.concurrency ? c.request.concurrency : usualConcurrency;
  tolerance = {numberIn(settings, "ToleratedFailureCount", -1), numberIn(settings, "ToleratedFailurePercentage", -1)};
  std::string_view transformation = textOf(settings, "WriterTransformation");
  bool exported = !textOf(settings, "WriterResource").empty();
  shape = transformation == "FLATTEN"                                        ? Shape::Flattened
          : transformation == "NONE" || (transformation.empty() && exported) ? Shape::Records
                                                                             : Shape::Outputs;
  if (double items = numberIn(settings, "MaxItemsPerBatch", 0), bytes = numberIn(settings, "MaxInputBytesPerBatch", 0);
      items > 0 || bytes > 0) {
    Value batchInput = lookup(settings, "BatchInput");
    batcher.emplace(uint64_t(items), uint64_t(bytes), batchInput.is(Tag::Undefined) ? "" : payloadText(c, batchInput));
  }
  if (exported) {
    Value arguments = lookup(settings, "WriterArguments");
    writer.emplace(Bucket(worker.settings.s3Root, textOf(arguments, "Bucket"), writerFailed), textOf(arguments, "Prefix"), id,
                   textOf(settings, "OutputType") == "JSONL");
  }
  if (!textOf(settings, "ReaderResource").empty()) {
    source.reset(c.program->services.openReader(c, settings, worker.settings.s3Root));
  } else {
    source = std::make_unique<StateData>(c);
    total = c.request.arguments.length();
  }
}

bool DistributedMap::start() {
  try {
    open();
    noteEvent(&context(), EventType::MapRunStarted, {Detail(DetailKey::MapRunArn, arn)});
    started = true;
  } catch (...) {
    parent.execution.failTaskByException(parent);
    broken = true;
    source.reset();
    writer.reset();
  }
  return run();
}

Activation *DistributedMap::ended(Activation &root, Outcome outcome) {
  Child &child = *static_cast<Child *>(root.execution.owner);
  root.execution.noteEnd(outcome);
  try {
    if (outcome == Outcome::Failed)
      failed += child.items;
    if (ItemCounts *all = worker.settings.items) {
      all->ended += child.items;
      all->failed += outcome == Outcome::Failed ? child.items : 0;
    }
    keep(child, outcome);
  } catch (...) {
    parent.execution.failTaskByException(parent);
    broken = true;
  }
  std::swap(living[child.slot], living.back());
  living[child.slot]->slot = child.slot;
  if (spares.size() < mostInBatch)
    spares.push_back(std::move(living.back()));
  living.pop_back();
  if (starting) // the starter sees itself what ends
    return nullptr;
  return run() ? &parent : nullptr;
}

/// Starts what may start. True if all is over: then the parent is entered, and its context holds the answer.
bool DistributedMap::run() {
  starting = true;
  parent.execution.enter(parent);
  try {
    startChildren();
    if (!broken && tolerance.exceeded(failed, total))
      throw StateError{"States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded"};
  } catch (...) {
    if (!parent.execution.stopped()) { // else all of it is about to end
      parent.execution.failTaskByException(parent);
      broken = true;
    }
  }
  starting = false;
  parent.execution.enter(parent);
  if (!broken && !(over && living.empty()))
    return false;
  finish();
  return true;
}

void DistributedMap::startChildren() {
  for (; mayStart(); takeBack())
    if (uint64_t count = batchForOthers())
      startElsewhere(count);
    else if (Child *child = makeChild())
      runHere(*child->execution);
}

bool DistributedMap::mayStart() {
  return !broken && !over && living.size() < concurrency && !tolerance.exceeded(failed, total) && !timeIsUp(&context());
}

void DistributedMap::runHere(Execution &child) {
  int64_t begun = worker.now();
  worker.limitTime(child, Bounds::none);
  worker.advance(&child.root());
  timeHere += worker.now() - begun;
  ++startedHere;
  parent.execution.enter(parent);
  parent.execution.collectIfFull();
}

/// Children that have ended elsewhere, while this is starting others.
void DistributedMap::takeBack() {
  if (!remote)
    return;
  for (auto [child, outcome] : remote->takeEndings()) {
    child->remote = nullptr;
    ended(child->root(), outcome);
  }
  parent.execution.enter(parent);
}

/// How many children are to be handed to an idle worker, by what those here have taken; 0: none. Memory that goes to another worker and
/// comes back costs some microseconds a child.
uint64_t DistributedMap::batchForOthers() {
  constexpr int64_t known = 100'000, leastOfChild = 15'000, ofBatch = 400'000; // nanoseconds
  if (concurrency == 1 || timeHere < known || timeHere < leastOfChild * startedHere || !worker.mayRunElsewhere())
    return 0;
  if (!remote)
    remote = std::make_shared<RemoteRun>(worker);
  return remote->isWanted() ? uint64_t(std::clamp<int64_t>(ofBatch * startedHere / timeHere, 1, mostInBatch)) : 0;
}

void DistributedMap::startElsewhere(uint64_t count) {
  std::vector<Execution *> batch;
  while (batch.size() < count && mayStart())
    if (Child *child = makeChild()) {
      batch.push_back(child->execution.get());
      parent.execution.enter(parent);
      parent.execution.collectIfFull();
    }
  try {
    remote->offer(batch);
  } catch (...) { // no worker can be had
    for (Execution *child : batch)
      runHere(*child);
  }
}

/// The input of the next child, for so many items. False if there is none.
bool DistributedMap::nextInput(std::string &input, uint64_t &count) {
  count = 1;
  if (!batcher)
    return nextItem(input);
  while (!batcher->full()) {
    if (!held && !nextItem(held.emplace()))
      held.reset();
    if (!held || !batcher->add(*held))
      break;
    held.reset();
  }
  count = batcher->items();
  if (count == 0)
    return false;
  input = batcher->take();
  if (input.size() > Batcher::longest)
    throw StateError{"States.DataLimitExceeded", "An item is too large for a batch: the input of its child execution would have " +
                                                     std::to_string(input.size()) + " bytes, more than " +
                                                     std::to_string(Batcher::longest)};
  return true;
}

bool DistributedMap::nextItem(std::string &input) {
  Item item;
  // Where memory has run out, the request is given up as well
  if (!source || !context().request.captures.is(Tag::Array) || !source->next(item))
    return false;
  if (fork->run > 1) {
    if (item.value.is(Tag::Undefined)) {
      ReadError error;
      item.value = readJson(&context(), item.text, {.borrow = false, .loneSurrogates = false}, error);
      if (item.value.is(Tag::Undefined))
        throw StateError{readerFailed, "item " + std::to_string(taken) + " is no JSON: " + error.message};
    }
    input = select(item);
  } else {
    std::string text = item.value.is(Tag::Undefined) ? std::move(item.text) : payloadText(context(), item.value);
    input = item.key ? "{\"Key\":" + *item.key + ",\"Value\":" + text + "}" : std::move(text);
  }
  ++taken;
  if (ItemCounts *all = worker.settings.items)
    ++all->known;
  return true;
}

/// What Map.Item tells of an item, in the order in which AWS documents it.
Value DistributedMap::itemObject(const Item &item) {
  Context &c = context();
  auto name = [](std::string_view text) { return stringAt(text.data(), text.size(), Static | Ascii); };
  ReadError error;
  Member members[4] = {{name("Index"), numberValue(double(taken))}, {name("Value"), item.value}};
  size_t count = 2;
  if (item.key)
    members[count++] = {name("Key"), readJson(&c, *item.key, {.borrow = false}, error)};
  members[count++] = {name("Source"), makeString(&c, source->place)};
  return makeObject(&c, {members, count});
}

/// What the state's ItemSelector makes of an item: the second machine of the fork, which never waits.
std::string DistributedMap::select(const Item &item) {
  Execution &execution = parent.execution;
  Context &c = execution.context;
  Activation::Pointer selector = Activation::create(execution, parent, fork->firstMachine + 1);
  selector->begin(c, item.value, itemsOf(c.request.captures).subspan(1)); // behind the settings
  selector->standing.itemIndex = wholeItem;
  selector->standing.itemValue = itemObject(item);
  bool succeeded = execution.resume(*selector) == Outcome::Succeeded;
  Value result = c.result, error = c.error, cause = c.cause;
  execution.left(*selector);
  execution.enter(parent);
  if (!succeeded)
    throw StateError{std::string(error.is(Tag::String) ? error.string() : ""), std::string(cause.is(Tag::String) ? cause.string() : "")};
  return payloadText(c, result);
}

/// The next child, which has read its input, but does not run; null: there is none.
DistributedMap::Child *DistributedMap::makeChild() {
  std::string input;
  uint64_t count = 0;
  if (!nextInput(input, count)) {
    over = true;
    total = taken;
    return nullptr;
  }
  std::unique_ptr<Child> child;
  if (spares.empty()) {
    child = std::make_unique<Child>();
  } else {
    child = std::move(spares.back());
    spares.pop_back();
  }
  if (!child->execution)
    child->execution = Execution::create(worker.settings, fork->firstMachine, &parent);
  Execution &execution = *child->execution;
  execution.beginChild(context(), machineName, type);
  execution.owner = child.get();
  child->input = std::move(input);
  child->items = count;
  child->place = placed++;
  child->started = execution.context.clock->now();
  child->slot = living.size();
  if (!writer)
    results.push_back(nullValue());
  ReadError error;
  if (!execution.read(child->input, error, worker.readMemory)) {
    spares.push_back(std::move(child));
    throw StateError{readerFailed, "item " + std::to_string(taken - 1) + " is no JSON: " + error.message};
  }
  execution.noteChildStart(context(), arn, child->place);
  living.push_back(std::move(child));
  return living.back().get();
}

extern "C" MapRun *aslrt_make_map_run(Worker &worker, Activation &parent) { return new DistributedMap(worker, parent); }

} // namespace aslrt
