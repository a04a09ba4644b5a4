// What a compiled workflow tells the runtime of itself: constant data that the compiler emits and `main` reads.
//
// The compiler builds these structures field by field (codegen/ProgramDescriptor.cpp); a change here is a change there, and
// of `abiVersion`. Texts are UTF-8 with an explicit size and are not terminated.
#pragma once

#include "runtime/abi/Demand.h"
#include "runtime/abi/Dialect.h"
#include "runtime/abi/Value.h"

#include <memory>

namespace aslrt {

inline constexpr uint32_t abiVersion = 12;

struct Text {
  const char *data;
  uint64_t size;
  std::string_view view() const { return {data, size}; }
};

/// Kind of workflow (`aslc compile --type`): what the context object tells depends on it.
enum class WorkflowType : uint32_t { Standard, Express };

enum class StateType : uint32_t { Pass, Choice, Wait, Succeed, Fail, Task, Parallel, Map };

struct StateInfo {
  Text name;
  StateType type;
  uint32_t reserved;
};

/// An expression of the definition, as error texts quote it.
struct ExpressionInfo {
  Text source; // between {% and %}, trimmed
  Text field;  // "Output/total", "Choices[0]/Condition"
  uint32_t state;
  uint32_t reserved;
};

/// Why a resume function returned.
enum class Outcome : uint32_t {
  Succeeded, // Context::result holds the output
  Failed,    // Context::error and Context::cause hold Strings, or Undefined where the definition gives none
  Suspended, // Context::request says what is awaited
};

/// A native handler: reads `arguments` (JSON text, `size` bytes). See aslc/handler.h, which users include.
struct NativeCall;
using NativeHandler = int (*)(NativeCall *);

enum class HandlerKind : uint32_t { None, Exec, Native };

/// A Task state: its resource and the handler bound when compiling, if any.
struct TaskInfo {
  Text resource;
  uint32_t state;
  HandlerKind kind;
  const Text *command;   // Exec: program and arguments
  uint64_t commandCount; // entries of `command`
  NativeHandler native;  // Native
  const Demand *result;  // what is read of its result. Null: all
};

/// What a number must be that a Map state is given; of ranges, see runtime/core/Workflow.cpp.
enum class SettingRule : uint32_t { Count, Percentage, Positive, Bytes, Items };

struct Frame;

/// Runs a machine from frame->resumePoint until it ends or waits. Throws aslrt::Error.
using Resume = Outcome (*)(Context *, Frame *);

/// A machine: that of the whole workflow (the first), a branch of a Parallel state, a Map state's processor.
struct MachineInfo {
  Resume resume;
  Resume observed;               // the copy that tells of its states (decision D9), or resume once more
  uint32_t frameSlots;           // values in a frame, at least 1
  uint32_t iterates;             // 1: `resume` takes the items of a Map state, and runs Context::iterations; else 0
  const Demand *input = nullptr; // what is read of its input where executions begin with it. Null: all
};

/// Where a Parallel or Map state starts the machines inside it.
struct ForkInfo {
  uint32_t state;
  uint32_t firstMachine; // of the branches, which follow one another; of the processor
  uint32_t machines;     // branches; 0: a Map state
  uint32_t run;          // a distributed Map state: 1; 2: the machine behind the first makes the inputs of the items; else 0
};

/// Error names that a retrier or catcher lists.
struct ErrorNames {
  const Text *names;
  uint64_t count;
};

/// An entry of a Retry field (asl.md, section 8.2).
struct RetrierInfo {
  ErrorNames errors;
  double backoffRate;
  uint32_t intervalSeconds, maxAttempts;
  uint32_t maxDelaySeconds; // 0: any
  uint32_t fullJitter;
};

/// What failures of a state with Retry or Catch lead to. The machine goes on at `point`, where the first `live` slots of its frame are
/// read: with a catcher, or with the state's work once more.
struct AttemptInfo {
  uint32_t state, point, live, reserved;
  const RetrierInfo *retriers;
  uint64_t retrierCount;
  const ErrorNames *catchers;
  uint64_t catcherCount;
};

struct ReadOptions;
struct ReadError;
class ReadMemory;
class EventLoop;
class TaskService;
struct TaskOptions;
class MapRun;
class ItemSource;
class Worker;
class Activation;

/// Parts of the runtime that only some programs need: the linker keeps what a program names here and drops the rest.
struct Services {
  /// Null in a program that never waits.
  EventLoop *(*makeEventLoop)();
  /// Null in a program without Tasks.
  TaskService *(*makeTasks)(TaskOptions &&);
  /// Null in a program without distributed Map states.
  MapRun *(*makeMapRun)(Worker &, Activation &parent);
  /// Null in a program without ItemReaders.
  ItemSource *(*openReader)(Context &, Value settings, std::string_view s3Root);
  /// Null in a program that reads all of its inputs and results: as readJson, but what is demanded of the value. `lines`: of a text of
  /// lines, which becomes the first.
  Value (*readInput)(Context *, std::string_view &text, bool lines, const ReadOptions &, const Demand *, ReadError &, std::unique_ptr<ReadMemory> &);
};
extern "C" EventLoop *aslrt_make_event_loop();
extern "C" TaskService *aslrt_make_local_tasks(TaskOptions &&options);
extern "C" MapRun *aslrt_make_map_run(Worker &worker, Activation &parent);
extern "C" ItemSource *aslrt_open_reader(Context &context, Value settings, std::string_view s3Root);
extern "C" Value aslrt_read_input(Context *c, std::string_view &text, bool lines, const ReadOptions &options, const Demand *demand, ReadError &error,
                                  std::unique_ptr<ReadMemory> &memory);

struct Program {
  uint32_t version;        // abiVersion
  uint32_t timeoutSeconds; // of an execution; 0: none
  Dialect dialect;         // of its expressions
  WorkflowType type;
  const MachineInfo *machines;
  uint64_t machineCount;
  Text name;       // file name of the definition without its endings
  Text definition; // as compiled, substitutions filled in
  Text references; // JSON: by state the variables that its paths read
  Text digest;     // SHA-256 of `definition`, lower-case hex
  Text options;    // what was given to `aslc compile`, as one line
  Text compiler;   // "aslc 0.1.0"
  Text profile;    // where a program of `aslc compile --profile-generate` writes what it counts, if no --coverage says otherwise; else empty
  const StateInfo *states;
  uint64_t stateCount;
  const ExpressionInfo *expressions;
  uint64_t expressionCount;
  const TaskInfo *tasks;
  uint64_t taskCount;
  const ForkInfo *forks;
  uint64_t forkCount;
  const AttemptInfo *attempts;
  uint64_t attemptCount;
  uint64_t anonymous;  // 1: its executions do not ask who they are; else 0
  Services services;
};

/// The program linked into this executable. Defined by generated code.
extern "C" const Program aslrt_program;

/// What survives a suspension, and all that survives it (decision D5). Value slots stand behind it.
struct Frame {
  uint32_t resumePoint; // 0: the start
  uint32_t liveSlots;   // slots that hold values now: the roots when an arena is copied
  Value slots[];        // at the start, slot 0 holds the input
};

} // namespace aslrt
