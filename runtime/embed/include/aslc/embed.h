/* Workflows inside of a program: what a library has that `aslc compile --emit=lib` made. The same for every workflow.
 *
 * The library has no thread, no event loop, and no signal handler: nothing happens except inside aslc_poll, which the program calls
 * when something may be due. What Task states ask for, the program does, at once or later.
 *
 *     aslc_engine *engine = aslc_engine_create(order_program(), &options, &callbacks, NULL);
 *     aslc_start(engine, "{\"total\": 7}", ASLC_WHOLE, NULL);
 *     while (aslc_running(engine) > 0)
 *       sleep_until(aslc_poll(engine));
 *     aslc_engine_destroy(engine);
 *
 * The rules
 * - An engine runs any number of executions of one workflow. It is used by one thread at a time; engines share nothing, so that each
 *   thread may have its own.
 * - Callbacks are called by aslc_poll, and by nothing else. They may call every function here but aslc_poll and aslc_engine_destroy,
 *   which refuse. No exception and no longjmp may leave a callback.
 * - Answers, starts and cancellations are noted when they are told, and happen in the next aslc_poll.
 * - Texts are UTF-8 and may hold any bytes: what is not valid is refused or replaced. Those given to callbacks end in a NUL and live
 *   until the callback returns; those given to functions are copied.
 * - Numbers of executions and tasks are unique in their engine and never 0.
 * - Times are nanoseconds since 1970-01-01T00:00:00Z.
 */
#ifndef ASLC_EMBED_H
#define ASLC_EMBED_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct aslc_engine aslc_engine;
/* A compiled workflow: constant, and part of the library. */
typedef struct aslc_program aslc_program;

/* As a size: the text ends at its first NUL. */
#ifndef ASLC_WHOLE
#define ASLC_WHOLE ((size_t)-1)
#endif
/* As a time: there is none. */
#define ASLC_NEVER INT64_MAX

typedef enum aslc_status {
  ASLC_OK = 0,
  ASLC_BAD_ARGUMENT = 1, /* a null pointer, an option out of its range */
  ASLC_BAD_INPUT = 2,    /* a text that is no JSON: aslc_error tells where and why */
  ASLC_UNKNOWN = 3,      /* no such execution or task, or no more: it has ended, or is answered */
  ASLC_BUSY = 4,         /* called from inside of aslc_poll */
  ASLC_NO_MEMORY = 5,
  ASLC_FAILURE = 6 /* anything else */
} aslc_status;

/* A Task state has begun. */
typedef struct aslc_task {
  uint64_t task;
  uint64_t execution;
  const char *state;          /* its name */
  const char *resource;       /* as the definition has it */
  const char *arguments;      /* JSON */
  size_t arguments_size;      /* bytes */
  const char *token;          /* of activities, and of .waitForTaskToken if the state asks for it; else NULL */
  uint64_t timeout_seconds;   /* after which the state fails with States.Timeout; 0: 99,999,999 */
  uint64_t heartbeat_seconds; /* that may go by without aslc_task_heartbeat; 0: any number */
  const char *role_arn;       /* RoleArn of the state's Credentials; NULL if it has none */
} aslc_task;

typedef enum aslc_outcome { ASLC_SUCCEEDED = 0, ASLC_FAILED = 1, ASLC_TIMED_OUT = 2, ASLC_ABORTED = 3 } aslc_outcome;

/* An execution has ended. */
typedef struct aslc_ending {
  uint64_t execution;
  aslc_outcome outcome;
  const char *output; /* JSON; NULL unless it succeeded */
  size_t output_size; /* bytes */
  const char *error;  /* name; NULL if there is none */
  const char *cause;  /* NULL if there is none */
} aslc_ending;

/* What the program does for an engine. Those that are NULL are not called; without `task`, tasks fail with States.TaskFailed. */
typedef struct aslc_callbacks {
  void *user; /* given to each */
  /* To be answered by aslc_task_succeed or aslc_task_fail, here or later. */
  void (*task)(void *user, aslc_engine *engine, const aslc_task *task);
  /* A task is no longer needed, and cannot be answered: it took too long, or what runs around it has ended. */
  void (*cancelled)(void *user, aslc_engine *engine, uint64_t task);
  void (*ended)(void *user, aslc_engine *engine, const aslc_ending *ending);
  /* The history of an execution that is about to end, as GetExecutionHistory answers: JSON. Recorded only if this is given. */
  void (*history)(void *user, aslc_engine *engine, const char *json, size_t size);
  /* The time; NULL: that of the system. It may stand still, and must not go back. */
  int64_t (*now)(void *user);
} aslc_callbacks;

/* All zero: as AWS's local emulator has it. Texts that are NULL have their defaults. */
typedef struct aslc_options {
  const char *name;    /* of executions, followed by "-" and a number from 1; default: a UUID each */
  const char *region;  /* default: us-east-1 */
  const char *account; /* default: 123456789012 */
  const char *role;    /* ARN; default: DummyRole of the account */
  int seeded;          /* not 0: names and random numbers follow from `seed` */
  uint64_t seed;
  uint64_t max_memory; /* bytes of values of an execution; 0: the default of --max-memory */
  /* What bounds an execution, as the options of an executable do. */
  int aws_limits;                 /* not 0: as --limits=aws; then 0 below is AWS's bound, else none */
  uint64_t max_events;            /* of its history; from 2 on */
  uint64_t max_payload;           /* bytes of text that a state takes, gives, assigns, or exchanges with its task */
  uint64_t max_execution_seconds; /* as if it were the machine's TimeoutSeconds */
  uint64_t max_concurrency;       /* iterations of an inline Map state that run side by side */
  uint64_t max_variables;         /* bytes of text of all variables of an execution together */
} aslc_options;

/* Makes an engine. `options` and `callbacks` may be NULL, and are copied. NULL if that fails: `status`, which may be NULL, says why. */
aslc_engine *aslc_engine_create(const aslc_program *program, const aslc_options *options, const aslc_callbacks *callbacks,
                                aslc_status *status);
/* Ends an engine and, without a callback, all that runs in it. NULL is nothing. */
aslc_status aslc_engine_destroy(aslc_engine *engine);

/* Starts an execution with its input, a JSON text of `size` bytes; `execution`, which may be NULL, gets its number. */
aslc_status aslc_start(aslc_engine *engine, const char *input, size_t size, uint64_t *execution);
/* Ends an execution: its tasks are cancelled, and it has ended with ASLC_ABORTED, both told in the next aslc_poll. */
aslc_status aslc_cancel(aslc_engine *engine, uint64_t execution);
/* How many executions have not ended. */
size_t aslc_running(const aslc_engine *engine);

/* Runs what is due: new executions, answers, timers; each until it waits. Returns when it is to be called again, unless something is
 * told before: a time that has gone by already if there is more to do at once; ASLC_NEVER if nothing waits for a time. After a failure,
 * which aslc_error tells, ASLC_NEVER. */
int64_t aslc_poll(aslc_engine *engine);

/* Answers a task with a result, a JSON text of `size` bytes. A text that is no JSON fails the task with States.TaskFailed. */
aslc_status aslc_task_succeed(aslc_engine *engine, uint64_t task, const char *json, size_t size);
/* Answers a task with an error, as Retry and Catch see it (NULL: States.TaskFailed), and a cause, which may be NULL. With AWS's limits these
 * have at most 256 and 32,768 characters, as in SendTaskFailure; longer ones are ASLC_BAD_ARGUMENT, and no answer. */
aslc_status aslc_task_fail(aslc_engine *engine, uint64_t task, const char *error, const char *cause);
/* The task is alive: the time of its HeartbeatSeconds begins again. */
aslc_status aslc_task_heartbeat(aslc_engine *engine, uint64_t task);

/* Why the last call that failed did, in English; "" if none has. Lives until the next call. */
const char *aslc_error(const aslc_engine *engine);

#ifdef __cplusplus
}
#endif

#endif
