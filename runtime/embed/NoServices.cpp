// What programs ask for that an embedded workflow has from the program around it: the event loop never waits, and tasks are its own. Nobody
// gives it buckets.
#include "runtime/abi/Program.h"
#include "runtime/core/Error.h"
#include "runtime/engine/EventLoop.h"

#include <cerrno>
#include <unistd.h>

namespace aslrt {
namespace {

class CallersLoop final : public EventLoop {
public:
  std::unique_ptr<Descriptor> watch(int fd, Event, Callback) override {
    close(fd);
    errno = ENOTSUP;
    return nullptr;
  }
  void wait(int64_t) override {}
  void wake() override {}
};

} // namespace

EventLoop *aslrt_make_event_loop() { return new CallersLoop; }

class TaskService;
struct TaskOptions;
extern "C" TaskService *aslrt_make_local_tasks(TaskOptions &&) { return nullptr; }

extern "C" ItemSource *aslrt_open_reader(Context &, Value, std::string_view) {
  throw StateError{"States.ItemReaderFailed", "a workflow in a library has no buckets to read items from"};
}

} // namespace aslrt
