// Runs programs in turns, RUNS times each, and prints what a run of each cost: noise of the machine hits all alike.
//
//   startup RUNS INPUT OUTPUT PROGRAM [ARGUMENT ...] [-- PROGRAM [ARGUMENT ...]] ...
//
// Each run has INPUT as stdin and OUTPUT (truncated) as stdout. A line for each program, in order:
//   median wall us, minimal wall us, median CPU us, minimal CPU us, largest resident set in KiB, last exit status
// Wall is posix_spawn to wait4; CPU is user + system of the process and what it waited for.
//
// Link it statically: Linux starts a child's largest resident set at the one of whoever spawned it, so this program has
// to be smaller than what it measures (started from Python, everything would seem to take 10 MB).
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;
enum { MaxPrograms = 16 };

typedef struct {
  char **argv;
  double *wall, *cpu;
  long rss;
  int status;
} Program;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static double micros(struct timeval t) { return t.tv_sec * 1e6 + t.tv_usec; }

static int byValue(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void runOnce(Program *p, int run, const char *input, const char *output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  int last = open(output, O_WRONLY | O_TRUNC); // to free what the last run wrote is no part of this one's time
  if (last >= 0)
    close(last);
  pid_t pid;
  struct rusage usage;
  double start = now();
  int error = posix_spawnp(&pid, p->argv[0], &actions, NULL, p->argv, environ);
  if (error) {
    fprintf(stderr, "startup: %s: %s\n", p->argv[0], strerror(error));
    exit(2);
  }
  while (wait4(pid, &p->status, 0, &usage) < 0 && errno == EINTR) {
  }
  p->wall[run] = now() - start;
  p->cpu[run] = micros(usage.ru_utime) + micros(usage.ru_stime);
  if (usage.ru_maxrss > p->rss)
    p->rss = usage.ru_maxrss;
  posix_spawn_file_actions_destroy(&actions);
}

// The programs of the command line from the fourth argument on; "--" between two becomes the end of an argv.
static int split(int argc, char **argv, Program *programs, int runs) {
  int count = 0;
  for (int i = 4, first = 4; i <= argc; ++i) {
    if (i < argc && strcmp(argv[i], "--") != 0)
      continue;
    if (i == first || count == MaxPrograms)
      return 0;
    argv[i] = NULL;
    programs[count].argv = argv + first;
    programs[count].wall = calloc(runs, sizeof(double));
    programs[count].cpu = calloc(runs, sizeof(double));
    ++count;
    first = i + 1;
  }
  return count;
}

int main(int argc, char **argv) {
  static Program programs[MaxPrograms];
  int runs = argc > 4 ? atoi(argv[1]) : 0;
  int count = runs > 0 ? split(argc, argv, programs, runs) : 0;
  if (!count) {
    fputs("usage: startup RUNS INPUT OUTPUT PROGRAM [ARGUMENT ...] [-- PROGRAM [ARGUMENT ...]] ...\n", stderr);
    return 2;
  }
  for (int run = 0; run < runs; ++run)
    for (int i = 0; i < count; ++i)
      runOnce(&programs[i], run, argv[2], argv[3]);
  for (int i = 0; i < count; ++i) {
    Program *p = &programs[i];
    qsort(p->wall, runs, sizeof(double), byValue);
    qsort(p->cpu, runs, sizeof(double), byValue);
    int exitStatus = WIFEXITED(p->status) ? WEXITSTATUS(p->status) : 128 + WTERMSIG(p->status);
    printf("%.1f %.1f %.1f %.1f %ld %d\n", p->wall[runs / 2], p->wall[0], p->cpu[runs / 2], p->cpu[0], p->rss, exitStatus);
  }
}
