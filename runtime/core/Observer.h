// Who is told what happens in an execution: histories and logs (decision D9).
#pragma once

#include "runtime/abi/Program.h"

#include <initializer_list>
#include <span>

namespace aslrt {

enum class EventType : uint32_t {
#define EVENT(Type, Details, Level) Type,
#include "runtime/abi/HistoryEvents.def"
};
/// Of a state of this type.
inline EventType enteredEvent(StateType type) { return EventType(uint32_t(EventType::PassStateEntered) + 2 * uint32_t(type)); }
inline bool isEnteredEvent(EventType type) {
  uint32_t place = uint32_t(type) - uint32_t(EventType::PassStateEntered);
  return type >= EventType::PassStateEntered && type <= EventType::MapStateEntered && place % 2 == 0;
}
inline EventType exitedEvent(StateType type) { return EventType(uint32_t(enteredEvent(type)) + 1); }

inline bool endsExecution(EventType type) { return type >= EventType::ExecutionSucceeded && type <= EventType::ExecutionAborted; }

enum class DetailKey : uint32_t {
#define DETAIL(Key, Name, Kind) Key,
#include "runtime/abi/HistoryDetails.def"
};

/// A member of an event's details.
struct Detail {
  enum Kind : uint32_t {
    None, // it is left out
    Text, // a text
    Number,
    Payload,    // JSON as a text, data of the execution: input, output; "<key>Details" follows
    Parameters, // the same, but nothing follows
    Variables,  // an Array of names and values in turn: an object of JSON texts; "<key>Details" follows
    Role        // an object {"roleArn": text}
  } kind = None;
  DetailKey key = {};
  union {
    uint64_t number = 0;
    std::string_view text;
    Value value;
  };

  Detail() = default;
  Detail(DetailKey key, std::string_view text) : kind(kindOf(key)), key(key), text(text) {}
  Detail(DetailKey key, uint64_t number) : kind(kindOf(key)), key(key), number(number) {}
  /// None if it is Undefined.
  Detail(DetailKey key, Value value) : kind(value.is(Tag::Undefined) ? None : kindOf(key)), key(key), value(value) {}

  /// Of a number of seconds; none if it is 0.
  static Detail seconds(DetailKey key, uint64_t number) { return number ? Detail(key, number) : Detail(); }
  /// A String as a text; none if it is something else.
  static Detail ofString(DetailKey key, Value value) { return value.is(Tag::String) ? Detail(key, value.string()) : Detail(); }
  /// Of the execution, rather than of the machine.
  bool isData() const { return kind == Payload || kind == Parameters || kind == Variables; }

private:
  static constexpr Kind kinds[] = {
#define DETAIL(Key, Name, Kind) Kind,
#include "runtime/abi/HistoryDetails.def"
  };
  static Kind kindOf(DetailKey key) { return kinds[uint32_t(key)]; }
};

struct Event {
  EventType type;
  int64_t time; // nanoseconds since 1970
  uint64_t id, previous;
  std::span<const Detail> details;
};

/// What of a state an execution has used.
enum class Used : uint32_t { Rule, Retrier, Catcher };

class Observer {
public:
  virtual void event(const Context &context, const Event &event) = 0;
  /// The state at hand takes a rule, retries or goes on with a catcher: its place among those of the state, or noIndex for a Default. None
  /// of this is an event.
  virtual void used(const Context &context, Used what, uint32_t place) = 0;
  /// Values that it was told of may lie elsewhere now, or nowhere.
  virtual void moved() {}
  /// What a state takes, or gives, or all that it assigns. Throws StateError if the text of that is too long.
  virtual void checkPayload(const Context &context, std::span<const Value> values) = 0;

  /// What a state assigns. Throws StateError if the texts of all variables are too long.
  virtual void assign(const Context &context, std::span<const Value> names, std::span<const Value> values) = 0;

  bool boundsPayloads = false;      // else checkPayload does nothing
  uint64_t mostEvents = UINT64_MAX; // of an execution: the last one tells of its end
  bool exhausted = false;           // there would have been more

protected:
  ~Observer() = default;
};

/// An event of the activation at hand: counts it, and tells the observer, if there is one and has room for it. `chained`: the next event of
/// the activation follows upon this one.
void noteEvent(Context *c, EventType type, std::initializer_list<Detail> details = {}, bool chained = true);
/// The same for an event that follows upon another than the activation's last.
void noteEventAfter(Context *c, uint64_t previous, EventType type, std::initializer_list<Detail> details, bool chained = true);

} // namespace aslrt
