#include "runtime/engine/Clock.h"

#include <chrono>
#include <ctime>

namespace aslrt {

int64_t RealClock::now() {
  timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

static void putDigits(char *&out, unsigned number, int digits) {
  for (int i = digits; i-- > 0; number /= 10)
    out[i] = char('0' + number % 10);
  out += digits;
}

void formatTime(int64_t time, char *out) {
  using namespace std::chrono;
  sys_time<nanoseconds> instant{nanoseconds(time)}; // the years 1677 to 2262, so four digits
  auto day = floor<days>(instant);
  year_month_day date{day};
  hh_mm_ss clock{floor<milliseconds>(instant - day)};
  putDigits(out, unsigned(int(date.year())), 4);
  *out++ = '-';
  putDigits(out, unsigned(date.month()), 2);
  *out++ = '-';
  putDigits(out, unsigned(date.day()), 2);
  *out++ = 'T';
  putDigits(out, unsigned(clock.hours().count()), 2);
  *out++ = ':';
  putDigits(out, unsigned(clock.minutes().count()), 2);
  *out++ = ':';
  putDigits(out, unsigned(clock.seconds().count()), 2);
  *out++ = '.';
  putDigits(out, unsigned(clock.subseconds().count()), 3);
  *out = 'Z';
}

} // namespace aslrt
