// Which frame a reader is shown, and the text of a report; on reports made by hand.
#include "sanitizers/tsan/report.hpp"

#include <gmock/gmock.h>

#include "sanitizers/tsan/sighting.hpp"

namespace heddle::tsan {
namespace {

const Frame kWrapper{"heddle::native::Shared<int>::read() const", "/src/lib/heddle/sync/native/shared.hpp",
                     35};
const Frame kStandard{"std::vector<int>::push_back", "/usr/include/c++/12/bits/stl_vector.h", 1287};
const Frame kIntercepted{"memcpy", "", 0};
const Frame kOwn{"Racy::thread(int)", "/src/lib/heddle/cases/lost_update.hpp", 31};
const Frame kCaller{"main", "/src/main.cpp", 5};

TEST(TsanReport, TheTellingFrameIsTheFirstOutsideTheWrappers) {
  EXPECT_EQ(telling_frame({kIntercepted, kWrapper, kStandard, kOwn, kCaller})->line, 31);
  EXPECT_EQ(telling_frame({kOwn, kCaller})->line, 31);
}

TEST(TsanReport, WithWrappersOnlyTheTellingFrameIsTheInnermostOfThem) {
  EXPECT_EQ(telling_frame({kIntercepted, kWrapper, kStandard})->line, 35);
}

TEST(TsanReport, WithoutLinesThereIsNoTellingFrame) {
  EXPECT_EQ(telling_frame({}), nullptr);
  EXPECT_EQ(telling_frame({kIntercepted}), nullptr);
}

TEST(TsanReport, ItsWordsStandForFindings) {
  EXPECT_EQ(finding_of("data-race"), Finding::kDataRace);
  EXPECT_EQ(finding_of("data-race-vptr"), Finding::kDataRace);
  EXPECT_EQ(finding_of("heap-use-after-free"), Finding::kUseAfterFree);
  EXPECT_EQ(finding_of("heap-use-after-free-vptr"), Finding::kUseAfterFree);
  EXPECT_EQ(finding_of("lock-order-inversion"), Finding::kLockOrder);
  EXPECT_EQ(finding_of("mutex-double-lock"), Finding::kSelfDeadlock);
  EXPECT_EQ(finding_of("locked-mutex-destroy"), Finding::kMisuse);
  EXPECT_EQ(finding_of("a word of tomorrow"), Finding::kMisuse);
}

Report lost_update() {
  return {
      .kind = "data-race",
      .finding = Finding::kDataRace,
      .accesses =
          {{.thread = 2, .write = true, .atomic = false, .size = 4, .address = 16, .stack = {kWrapper, kOwn}},
           {.thread = 0, .write = false, .atomic = true, .size = 1, .address = 16, .stack = {}}},
      .locations = {{.kind = "global", .name = "converted", .size = 4, .thread = 0, .stack = {}}},
      .mutexes = {{.number = 7, .address = 32, .stack = {kCaller}}},
      .threads = {{.number = 2, .name = "worker 1", .running = true, .parent = 0, .stack = {kCaller}}},
      .stacks = {},
      .lockers = {},
      .left_out = 1};
}

// Worker 1 took the second lock in line 31 while it held what it took in main's line 5; the main thread the
// other way round.
Report lock_order() {
  Report report = lost_update();
  report.kind = "lock-order-inversion";
  report.finding = Finding::kLockOrder;
  report.accesses.clear();
  report.stacks = {{kOwn}, {kCaller}, {kCaller}, {kOwn}};
  report.lockers = {2, 0};
  return report;
}

TEST(TsanReport, IsToldByWhatMatters) {
  EXPECT_EQ(
      text_of(lost_update()),
      "data race (data-race)\n"
      "  write of 4 bytes by worker 1 at /src/lib/heddle/cases/lost_update.hpp:31 in Racy::thread(int)\n"
      "  atomic read of 1 byte by main thread at an unknown place\n"
      "  the memory: global 'converted', 4 bytes\n"
      "  mutex M7, first used at /src/main.cpp:5 in main\n"
      "  worker 1, started at /src/main.cpp:5 in main\n"
      "  and 1 more part, which was not kept");
}

TEST(TsanReport, LeavesOutANameThatIsStillMangled) {
  Report report = lost_update();
  for (Frame& frame : report.accesses[0].stack) frame.function = "_ZN5Racy26threadITkNS_5FieldEiEEvT_";
  EXPECT_THAT(text_of(report),
              testing::HasSubstr("by worker 1 at /src/lib/heddle/cases/lost_update.hpp:31\n"));
}

TEST(TsanReport, ItsPlacesAreTheAccessesWhoseLineIsKnown) {
  const auto places = places_of(lost_update());
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].file, kOwn.file);
  EXPECT_EQ(places[0].line, 31);
  EXPECT_EQ(places[0].what, "write of 4 bytes by worker 1");
  EXPECT_EQ(places[0].thread, "worker 1");
}

TEST(TsanReport, OfALockOrderInversionEachThreadHasTwoPlaces) {
  std::vector<std::string> threads;
  for (const Place& place : places_of(lock_order())) threads.push_back(place.thread);
  EXPECT_EQ(threads, (std::vector<std::string>{"worker 1", "worker 1", "main thread", "main thread"}));
}

TEST(TsanReport, WhoseAStackIsIsNotGuessedWhereSomeWereNotKept) {
  Report report = lock_order();
  report.stacks.pop_back();
  for (const Place& place : places_of(report)) EXPECT_EQ(place.thread, "");
}

TEST(TsanSighting, ComesBackFromBytesAsItWas) {
  Report odd = lost_update();
  odd.accesses[0].stack[1].function = std::string("a:b\0c\n", 6);
  const std::vector<Sighting> sent{sighting_of(lost_update()), sighting_of(odd)};
  const std::vector<Sighting> got = unpack(pack(sent));
  ASSERT_EQ(got.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(got[i].finding, sent[i].finding);
    EXPECT_EQ(got[i].text, sent[i].text);
    ASSERT_EQ(got[i].places.size(), 1U);
    EXPECT_EQ(got[i].places[0].file, sent[i].places[0].file);
    EXPECT_EQ(got[i].places[0].line, sent[i].places[0].line);
    EXPECT_EQ(got[i].places[0].function, sent[i].places[0].function);
    EXPECT_EQ(got[i].places[0].what, sent[i].places[0].what);
    EXPECT_EQ(got[i].places[0].thread, sent[i].places[0].thread);
  }
}

TEST(TsanSighting, OfOtherBytesIsRefused) {
  const std::string whole = pack({sighting_of(lost_update())});
  for (std::size_t cut = 1; cut < whole.size(); ++cut)
    EXPECT_THROW(unpack(whole.substr(0, cut)), std::runtime_error) << cut;
  EXPECT_THROW(unpack("3:one"), std::runtime_error);
  EXPECT_THROW(unpack("99999999999999999999:x"), std::runtime_error);
}

}  // namespace
}  // namespace heddle::tsan
