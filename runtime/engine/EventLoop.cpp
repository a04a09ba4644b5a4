#include "runtime/engine/EventLoop.h"

#include "runtime/core/Error.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cerrno>
#include <unistd.h>

namespace asio = boost::asio;

namespace aslrt {
namespace {

using Stream = asio::posix::basic_stream_descriptor<asio::io_context::executor_type>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>,
                                         asio::io_context::executor_type>;

class AsioDescriptor final : public EventLoop::Descriptor {
public:
  explicit AsioDescriptor(asio::io_context &context) : stream(context.get_executor()) {}
  int fd() const override { return const_cast<Stream &>(stream).native_handle(); }
  void whenReadable(EventLoop::Callback callback) override { when(Stream::wait_read, std::move(callback)); }
  void whenWritable(EventLoop::Callback callback) override { when(Stream::wait_write, std::move(callback)); }

  Stream stream;

private:
  void when(Stream::wait_type type, EventLoop::Callback callback) {
    stream.async_wait(type, [callback = std::move(callback)](boost::system::error_code error) {
      if (error != asio::error::operation_aborted)
        callback();
    });
  }
};

class AsioLoop final : public EventLoop {
public:
  std::unique_ptr<Descriptor> watch(int fd) override {
    auto descriptor = std::make_unique<AsioDescriptor>(context);
    boost::system::error_code error;
    descriptor->stream.assign(fd, error);
    if (!error)
      return descriptor;
    close(fd);
    errno = error.value();
    return nullptr;
  }

  void wait(int64_t nanoseconds) override {
    if (context.poll() || nanoseconds == 0)
      return;
    if (nanoseconds > 0) {
      timer.expires_after(std::chrono::nanoseconds(nanoseconds));
      timer.async_wait([](boost::system::error_code) {});
    }
    context.run_one();
    timer.cancel();
    context.poll();
  }

  void wake() override {
    asio::post(context, [] {});
  }

private:
  asio::io_context context{1}; // one thread runs it; wake() may come from others
  asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(context);
  Timer timer{context.get_executor()};
};

} // namespace

EventLoop *aslrt_make_event_loop() {
  try {
    return new AsioLoop();
  } catch (const boost::system::system_error &error) {
    throw StateError{"States.Runtime", std::string("cannot set up the event loop: ") + error.what()};
  }
}

} // namespace aslrt
