#include "runtime/engine/Coverage.h"

#include "runtime/json/Json.h"

namespace aslrt {

void Coverage::entered(uint32_t state) {
  std::lock_guard lock(mutex);
  ++states[state].entered;
}

void Coverage::used(uint32_t state, Used what, uint32_t place) {
  std::lock_guard lock(mutex);
  Counts &counts = states[state];
  if (place == noIndex) {
    ++counts.fallback;
    return;
  }
  std::vector<uint64_t> &places = counts.used[uint32_t(what)];
  if (places.size() <= place)
    places.resize(place + 1);
  ++places[place];
}

static void appendPlaces(std::string &out, std::string_view key, const std::vector<uint64_t> &counts) {
  out.append(",\"").append(key).append("\":[");
  for (size_t i = 0; i < counts.size(); ++i)
    out.append(i ? "," : "").append(std::to_string(counts[i]));
  out += ']';
}

std::string Coverage::json() {
  std::lock_guard lock(mutex);
  std::string out = "{\"states\":[";
  for (size_t i = 0; i < states.size(); ++i) {
    std::string_view name = program.states[i].name.view();
    const Counts &counts = states[i];
    out += i ? ",\n{\"name\":" : "\n{\"name\":";
    writeJson(out, stringAt(name.data(), name.size(), Static));
    out += ",\"entered\":" + std::to_string(counts.entered);
    appendPlaces(out, "rules", counts.used[uint32_t(Used::Rule)]);
    out += ",\"default\":" + std::to_string(counts.fallback);
    appendPlaces(out, "retriers", counts.used[uint32_t(Used::Retrier)]);
    appendPlaces(out, "catchers", counts.used[uint32_t(Used::Catcher)]);
    out += '}';
  }
  return out + "\n]}\n";
}

} // namespace aslrt
