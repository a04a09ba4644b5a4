// What the engine asks of an event loop: descriptors, a wait with an end, and a wake-up from other threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

namespace aslrt {

class EventLoop {
public:
  using Callback = std::function<void()>;

  /// A watched file descriptor, closed when this is destroyed, in its own callback, too; that is called no more then.
  class Descriptor {
  public:
    virtual ~Descriptor() = default;
    virtual int fd() const = 0;
  };
  enum class Event { Readable, Writable };

  virtual ~EventLoop() = default;

  /// Takes over a pipe, socket or pidfd. In each wait the callback is called if the descriptor can be read (or is at its end), or can be
  /// written (or has no reader any more). Null if the system cannot watch it; then it is closed and errno says why.
  virtual std::unique_ptr<Descriptor> watch(int fd, Event event, Callback callback) = 0;
  /// Calls the callbacks that are due. If none is, waits for the first, a wake-up, a signal, or the end of `nanoseconds` (< 0: no end).
  virtual void wait(int64_t nanoseconds) = 0;
  /// Ends the current wait, or the next. From any thread.
  virtual void wake() = 0;
};

/// One on the heap. Throws StateError if the system gives no descriptors for it.
extern "C" EventLoop *aslrt_make_event_loop();

} // namespace aslrt
