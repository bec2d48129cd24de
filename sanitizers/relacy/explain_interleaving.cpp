// Who got in between two steps of another thread, and what that one then did.
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "sanitizers/relacy/explanations.hpp"
#include "sanitizers/relacy/story.hpp"
#include "sanitizers/relacy/trace_words.hpp"

namespace heddle::model {
namespace {

// gcc 12 takes a chain of + for copies that overlap (-Wrestrict).
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

std::optional<long long> number(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool adds_one(const std::string& before, const std::string& after) {
  const auto from = number(before);
  const auto to = number(after);
  return from && to && *to == *from + 1;
}

// A thread reads, others write, and it writes what it makes of the old value.
std::string lost_update(const Story& story) {
  for (std::size_t write = story.size(); write-- > 0;) {
    const Step& own = story[write];
    if (!writes(own) || updates(own)) continue;
    const auto access = [&](std::size_t i) {
      return story.same_thread(i, write) && same_memory(story[i], own) &&
             (reads(story[i]) || writes(story[i]));
    };
    const auto read = story.last_before(write, access);
    if (!read || writes(story[*read])) continue;
    const auto lost = story.others_write(write, *read, write);
    if (!lost) continue;
    int others = 0;
    bool increments = adds_one(story[*read].value, own.after);
    for (auto next = lost; next; next = story.others_write(write, *next, write)) {
      ++others;
      increments = increments && adds_one(story[*next].before, story[*next].after);
    }
    const std::string begin =
        story.thread(*read) + " read " + memory_of(own) + " before " + story.thread(*lost) + " wrote it";
    if (!increments) return begin + ", and then wrote over what " + story.thread(*lost) + " had written";
    return begin + "; " +
           (others == 1 ? "one increment was lost" : std::to_string(others) + " increments were lost");
  }
  return "";
}

// A compare-exchange that succeeds because the value is what it was, and not because nobody changed it.
std::string changed_and_back(const Story& story) {
  for (std::size_t exchange = story.size(); exchange-- > 0;) {
    const Step& success = story[exchange];
    if (verb_of(success) != "compare_exchange" || !updates(success)) continue;
    const auto load = story.last_before(exchange, [&](std::size_t i) {
      return story.same_thread(i, exchange) && reads(story[i]) && same_memory(story[i], success);
    });
    if (!load || story[*load].value != success.value || story[*load].from == success.from) continue;
    const auto change = story.others_write(exchange, *load, exchange);
    if (!change) continue;
    return story.thread(*change) + " changed " + memory_of(success) +
           " and it was changed back between the " + std::string(verb_of(story[*load])) +
           " and the compare_exchange by " + story.thread(exchange) + ", which noticed nothing";
  }
  return "";
}

// Two appends of one thread make a line, and another thread's comes between them.
std::string torn_line(const Story& story) {
  for (std::size_t second = story.size(); second-- > 0;) {
    if (verb_of(story[second]) != "append") continue;
    const auto to_it = [&](std::size_t i) {
      return verb_of(story[i]) == "append" && story[i].object == story[second].object;
    };
    const auto first =
        story.last_before(second, [&](std::size_t i) { return to_it(i) && story.same_thread(i, second); });
    if (!first || story[*first].operation.ends_with("\\x0a\"")) continue;
    const auto between = story.first_in(*first, second, to_it);
    if (!between) continue;
    return story.thread(*between) + " appended to " + quoted_object(story[second]) +
           " between two appends of " + story.thread(second) + "; the line was torn";
  }
  return "";
}

// One lock that both steps hold, with a time in between in which their thread did not.
std::string lock_let_go(const Story& story, std::size_t first, std::size_t second) {
  for (const std::string& lock : story[first].holds) {
    if (std::ranges::find(story[second].holds, lock) == story[second].holds.end()) continue;
    const auto without = story.first_in(first, second, [&](std::size_t i) {
      return story.same_thread(i, first) && std::ranges::find(story[i].holds, lock) == story[i].holds.end();
    });
    if (without) return lock;
  }
  return "";
}

// A thread looks, others write, and it acts on what it saw though it could have seen that.
std::string check_then_act(const Story& story) {
  for (std::size_t act = story.size(); act-- > 0;) {
    if (!writes(story[act])) continue;
    const auto own = [&](std::size_t i) {
      return story.same_thread(i, act) && same_memory(story[i], story[act]);
    };
    const auto last_write = story.last_before(act, [&](std::size_t i) { return own(i) && writes(story[i]); });
    const auto check = story.first_in(last_write ? *last_write : static_cast<std::size_t>(-1), act,
                                      [&](std::size_t i) { return own(i) && reads(story[i]); });
    if (!check) continue;
    const auto change = story.others_write(act, *check, act);
    if (!change || story[*check].value == story[act].before) continue;
    const std::string what = memory_of(story[act]);
    const std::string lock = lock_let_go(story, *check, act);
    return story.thread(act) + " read " + what + (lock.empty() ? "" : ", let go of '" + lock + "'") +
           " and wrote it later; " + story.thread(*change) + " wrote it in between";
  }
  return "";
}

// Between a notification and the wake-up the state changes once more.
std::string changed_before_wakeup(const Story& story) {
  for (std::size_t wake = story.size(); wake-- > 0;) {
    const auto notify = story.from(wake);
    if (!story[wake].operation.starts_with("wake (notified)") || !notify) continue;
    const auto look = story.first_in(
        wake, story.size(), [&](std::size_t i) { return story.same_thread(i, wake) && reads(story[i]); });
    if (!look) continue;
    const auto change = story.others_write(*look, *notify, wake);
    if (!change) continue;
    return story.thread(*notify) + " notified " + quoted_object(story[wake]) + ", and before " +
           story.thread(wake) + " woke up " + story.thread(*change) + " changed " + memory_of(story[*look]) +
           " to " + story[*change].after;
  }
  return "";
}

// Another thread reads two things, and one thread has written the first and not yet the second.
std::string half_done(const Story& story) {
  for (std::size_t first = 0; first < story.size(); ++first) {
    if (!writes(story[first])) continue;
    for (std::size_t read = first + 1; read < story.size(); ++read) {
      if (story.same_thread(read, first) || !reads(story[read]) ||
          story[read].from != static_cast<int>(first))
        continue;
      const auto second = story.first_in(read, story.size(), [&](std::size_t i) {
        return story.same_thread(i, first) && writes(story[i]) && !same_memory(story[i], story[first]);
      });
      if (!second) continue;
      const auto reads_old = [&](std::size_t i) {
        return story.same_thread(i, read) && reads(story[i]) && same_memory(story[i], story[*second]);
      };
      if (!story.first_in(first, *second, reads_old)) continue;
      return story.thread(read) + " read " + memory_of(story[first]) + " and " + memory_of(story[*second]) +
             " after " + story.thread(first) + " had written the first and before it wrote the second";
    }
  }
  return "";
}

// One thread's two accesses to one thing, and another thread's between them.
std::string got_in_between(const Story& story) {
  for (std::size_t second = story.size(); second-- > 0;) {
    const auto access = [&](std::size_t i) {
      return same_memory(story[i], story[second]) && (reads(story[i]) || writes(story[i]));
    };
    if (!access(second)) continue;
    const auto first =
        story.last_before(second, [&](std::size_t i) { return access(i) && story.same_thread(i, second); });
    if (!first) continue;
    const std::string what = memory_of(story[second]);
    const std::string one = story.thread(second);
    if (reads(story[second])) {
      const auto write = story.others_write(second, *first, second);
      if (!write || story[second].value == story[*first].after) continue;
      return writes(story[*first]) ? joined({story.thread(*write), " wrote ", what, " between a write by ",
                                             one, " and its read"})
                                   : joined({one, " read ", what, " twice, and ", story.thread(*write),
                                             " wrote it in between"});
    }
    const auto read = story.first_in(*first, second, [&](std::size_t i) {
      return access(i) && !story.same_thread(i, second) && reads(story[i]);
    });
    if (!read || !writes(story[*first]) || story.from(*read) != first) continue;
    return joined({story.thread(*read), " read ", what, " between two writes by ", one});
  }
  return "";
}

}  // namespace

std::string explained_interleaving(const Trace& trace) {
  const Story story(trace);
  for (const auto pattern : {&torn_line, &changed_and_back, &lost_update, &check_then_act,
                             &changed_before_wakeup, &half_done, &got_in_between})
    if (std::string sentence = pattern(story); !sentence.empty()) return sentence;
  return "";
}

}  // namespace heddle::model
