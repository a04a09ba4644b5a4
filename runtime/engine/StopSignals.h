// A signal that ends the process must leave neither a half-written file nor a running child. Until there is either of them, no
// handler is installed and the system's defaults hold, so a workflow that needs none of this pays no system call for it.
//
// A process that drains (drainFirst) goes on at the first SIGINT or SIGTERM, begins nothing new, and is stopped by the next one, or when
// its time to drain is over.
//
// Where a signal stops it, or SIGHUP does, the handler removes the file, sends SIGTERM to the children's process groups, gives them two
// seconds, sends SIGKILL, and lets the signal end the process (a shell sees 128 + its number). All of it happens in the handler,
// by async-signal-safe calls, because a worker that computes would not come round to it. Another signal ends it at once.
#pragma once

#include <atomic>
#include <csignal>
#include <sys/types.h>

namespace aslrt {

/// What a process that drains tells of that, in the handler: by async-signal-safe calls only.
enum class DrainStep { Begun, Over };
/// From now on the first SIGINT or SIGTERM lets what runs come to its end, within so many seconds (> 0). SIGALRM is used for that.
void drainFirst(unsigned seconds, void (*tell)(DrainStep step, int signal));
/// The signal for which the process drains; 0: none.
extern std::atomic<int> drainSignal;
/// Can be read once the process drains: for those who wait for input. -1: it never does.
int drainDescriptor();
/// Ends the process as the signal would have without a handler.
[[noreturn]] void endBySignal(int signal);

/// Children that may run at a time.
inline constexpr unsigned maxChildren = 1024;

/// The file to be removed; null: none any more. The text must stay until then.
void guardFile(const char *path);
/// Whether a signal is ending the process: nothing new is to be begun.
bool isStopping();
/// Until its end, if so: what fails because handlers are terminated is not to be told.
void waitIfStopping();

/// To be held while a child is started and noted: the handler waits for the end of this, so that it sees the child.
class StartingChild {
public:
  StartingChild();
  ~StartingChild();
  StartingChild(const StartingChild &) = delete;

private:
  sigset_t oldMask;
};
/// Notes a child, the leader of its process group. False if there are maxChildren.
bool addChild(pid_t child);
/// To be called before the child is waited for: afterwards its number may be another process's.
void removeChild(pid_t child);
/// Ends all children that are left, as the handler does.
void endChildren();
/// What the process does before it ends early by itself: children and file.
void cleanUp();

/// From now on, writing to a pipe that nobody reads fails instead of ending the process.
void ignorePipeSignal();
/// Ends the process as SIGPIPE would have, after cleanUp(). Returns if SIGPIPE was ignored before this program did it.
void endByPipeSignal();

} // namespace aslrt
