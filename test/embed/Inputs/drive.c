/* Runs an execution for each argument, in a time of its own that goes from timer to timer, and prints what it is told, with the second.
 * The last part of a task's Resource says what becomes of it. */
#include HEADER

#include <stdio.h>
#include <string.h>

#define SECOND 1000000000LL
#define MOST 16

static int64_t clock_time = 1000 * SECOND;
static int failures = 0;
/* Tasks that are answered later, and how often they are still to tell that they are alive */
static struct { uint64_t task; int beats; } beating[MOST];
static int beating_count = 0;

static int64_t now(void *user) { (void)user; return clock_time; }
static int second_of(int64_t time) { return (int)(time / SECOND - 1000); }

static void task(void *user, aslc_engine *engine, const aslc_task *task) {
  const char *what = strrchr(task->resource, ':') + 1;
  int *count = (int *)user;
  printf("%d: task %s of %d: %s %s\n", second_of(clock_time), task->state, (int)task->execution, what, task->arguments);
  ++*count;
  if (strcmp(what, "echo") == 0)
    aslc_task_succeed(engine, task->task, task->arguments, task->arguments_size);
  else if (strcmp(what, "garbage") == 0)
    aslc_task_succeed(engine, task->task, "{\"a\": ", ASLC_WHOLE);
  else if (strcmp(what, "nothing") == 0)
    aslc_task_succeed(engine, task->task, NULL, 0);
  else if (strcmp(what, "flaky") == 0 && failures++ >= 2)
    aslc_task_succeed(engine, task->task, "\"at last\"", ASLC_WHOLE);
  else if (strcmp(what, "flaky") == 0 || strcmp(what, "fail") == 0)
    aslc_task_fail(engine, task->task, "Down", "not \xff up");
  else if (strcmp(what, "stop") == 0)
    aslc_cancel(engine, task->execution);
  else if (strcmp(what, "beat") == 0 && beating_count < MOST) {
    beating[beating_count].task = task->task;
    beating[beating_count++].beats = 3;
  }
  if (aslc_poll(engine) != ASLC_NEVER || strcmp(aslc_error(engine), "aslc_poll was called from inside of itself") != 0)
    printf("nested poll\n");
}

static void cancelled(void *user, aslc_engine *engine, uint64_t task) {
  (void)user;
  printf("%d: cancelled\n", second_of(clock_time));
  if (aslc_task_succeed(engine, task, "1", ASLC_WHOLE) != ASLC_UNKNOWN)
    printf("it could be answered\n");
}

static void ended(void *user, aslc_engine *engine, const aslc_ending *ending) {
  static const char *const words[] = {"succeeded", "failed", "timed out", "aborted"};
  (void)user;
  (void)engine;
  printf("%d: %d %s", second_of(clock_time), (int)ending->execution, words[ending->outcome]);
  if (ending->output)
    printf(": %s", ending->output);
  if (ending->error)
    printf(": %s", ending->error);
  if (ending->cause)
    printf(": %s", ending->cause);
  printf("\n");
}

/* Every four seconds a sign of life, and after the last one an answer. */
static int64_t beat(aslc_engine *engine, int64_t due) {
  int i;
  int64_t next = clock_time + 4 * SECOND;
  if (beating_count == 0 || due < next)
    return due;
  clock_time = next;
  for (i = 0; i < beating_count; ++i)
    if (beating[i].beats-- > 0) {
      aslc_task_heartbeat(engine, beating[i].task);
    } else {
      aslc_task_succeed(engine, beating[i].task, "\"alive\"", ASLC_WHOLE);
      beating[i--] = beating[--beating_count];
    }
  return clock_time;
}

int main(int argc, char **argv) {
  int i, count = 0;
  aslc_callbacks callbacks = {0};
  aslc_options options = {0};
  aslc_engine *engine;
  callbacks.user = &count;
  callbacks.task = task;
  callbacks.cancelled = cancelled;
  callbacks.ended = ended;
  callbacks.now = now;
  options.name = "run";
  options.seeded = 1;
  engine = aslc_engine_create(ENTRY(), &options, &callbacks, NULL);
  for (i = 1; i < argc; ++i) {
    uint64_t execution;
    aslc_status status = aslc_start(engine, argv[i], ASLC_WHOLE, &execution);
    if (status != ASLC_OK)
      printf("status %d, execution %d: %s\n", (int)status, (int)execution, aslc_error(engine));
  }
  while (aslc_running(engine) > 0) {
    int64_t due = beat(engine, aslc_poll(engine));
    if (due == ASLC_NEVER)
      break;
    if (due > clock_time)
      clock_time = due;
  }
  printf("%d tasks, %d left\n", count, (int)aslc_running(engine));
  aslc_engine_destroy(engine);
  return 0;
}
