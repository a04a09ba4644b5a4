// The event loop, over epoll: a call of the system for each descriptor that is watched, and one for each wait
// (docs/decisions/0009-epoll.md).
//
// Events name slots, with how often the slot had been used before: a descriptor that was closed may still tell of itself, as long as a child
// that was forked at that time has not come to its exec.
#include "runtime/engine/EventLoop.h"

#include "runtime/core/Error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace aslrt {
namespace {

class EpollLoop final : public EventLoop {
public:
  EpollLoop() : set(epoll_create1(EPOLL_CLOEXEC)), wakener(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    // Each write is an event, though nobody reads
    if (set < 0 || wakener < 0 || !add(wakener, EPOLLIN | EPOLLET, noSlot)) {
      int error = errno;
      closeAll();
      throw StateError{"States.Runtime", std::string("cannot set up the event loop: ") + strerrordesc_np(error)};
    }
  }
  EpollLoop(const EpollLoop &) = delete;
  ~EpollLoop() override {
    for (size_t i = 0; i < slots.size(); ++i)
      Callback gone = std::move(slots[i].callback); // which may hold descriptors of this loop
    closeAll();
  }

  std::unique_ptr<Descriptor> watch(int fd, Event event, Callback callback) override {
    uint32_t index = takeSlot();
    if (!add(fd, event == Event::Readable ? EPOLLIN : EPOLLOUT, uint64_t(slots[index].uses) << 32 | index)) {
      int error = errno;
      free.push_back(index);
      close(fd);
      errno = error;
      return nullptr;
    }
    slots[index].callback = std::move(callback);
    return std::make_unique<Watched>(*this, fd, index);
  }

  void wait(int64_t nanoseconds) override {
    epoll_event events[64];
    for (int rounds = 0, count; rounds < mostRounds && (count = waitFor(events, std::size(events), nanoseconds)) > 0; ++rounds) {
      for (int i = 0; i < count; ++i)
        call(uint32_t(events[i].data.u64), uint32_t(events[i].data.u64 >> 32));
      if (nanoseconds != 0)
        break;
    }
  }

  void wake() override {
    uint64_t one = 1;
    [[maybe_unused]] ssize_t written = write(wakener, &one, sizeof one);
  }

private:
  struct Slot {
    Callback callback;
    uint32_t uses = 0; // how often it has been given back
  };
  static constexpr uint64_t noSlot = UINT64_MAX;
  /// Of a look without waiting: what is due meanwhile goes before new work, so that inputs are not begun long before there is a program free
  /// for them; but timers get their turn.
  static constexpr int mostRounds = 64;

  class Watched final : public Descriptor {
  public:
    Watched(EpollLoop &loop, int fd, uint32_t slot) : loop(loop), file(fd), slot(slot) {}
    ~Watched() override {
      close(file);
      loop.giveBack(slot);
    }
    int fd() const override { return file; }

  private:
    EpollLoop &loop;
    const int file;
    const uint32_t slot;
  };

  bool add(int fd, uint32_t events, uint64_t data) {
    epoll_event event = {};
    event.events = events;
    event.data.u64 = data;
    return epoll_ctl(set, EPOLL_CTL_ADD, fd, &event) == 0;
  }

  void closeAll() {
    for (int fd : {set, wakener})
      if (fd >= 0)
        close(fd);
  }

  uint32_t takeSlot() {
    if (free.empty()) {
      slots.emplace_back();
      return uint32_t(slots.size() - 1);
    }
    uint32_t index = free.back();
    free.pop_back();
    return index;
  }

  void giveBack(uint32_t index) {
    Callback gone = std::move(slots[index].callback); // which may hold descriptors itself
    ++slots[index].uses;
    free.push_back(index);
  }

  /// It is kept outside meanwhile, since it may close its descriptor.
  void call(uint32_t index, uint32_t uses) {
    if (index >= slots.size() || slots[index].uses != uses)
      return;
    Callback callback = std::move(slots[index].callback);
    callback();
    if (slots[index].uses == uses)
      slots[index].callback = std::move(callback);
  }

  int waitFor(epoll_event *events, int most, int64_t nanoseconds) {
    if (nanoseconds > 0 && !onlyMilliseconds) {
      timespec time{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
      int count = epoll_pwait2(set, events, most, &time, nullptr);
      if (count >= 0 || (errno != ENOSYS && errno != EPERM)) // before Linux 5.11, or kept from this process
        return count;
      onlyMilliseconds = true;
    }
    constexpr int64_t millisecond = 1'000'000, longest = int64_t(1) << 30;
    int64_t rounded = nanoseconds / millisecond + (nanoseconds % millisecond > 0);
    return epoll_wait(set, events, most, nanoseconds < 0 ? -1 : int(std::min(rounded, longest)));
  }

  const int set, wakener;
  bool onlyMilliseconds = false;
  std::vector<Slot> slots;
  std::vector<uint32_t> free;
};

} // namespace

EventLoop *aslrt_make_event_loop() { return new EpollLoop(); }

} // namespace aslrt
