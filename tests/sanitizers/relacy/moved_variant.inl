// A variant that is compiled twice, from this file and from a copy of it whose lines stand elsewhere, into the
// namespace HEDDLE_MOVED_INTO.
namespace heddle::HEDDLE_MOVED_INTO {

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, ""}, {"1", Grade::kInteresting, "one was lost"}};
  void thread(int) {
    int seen = 0;
    {
      const Lock<Sync> lock(mutex_);
      seen = converted_.read();
    }
    converted_.write(seen + 1);
  }
  std::string after() { return std::to_string(converted_.read()); }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, int> converted_{"converted", 0};
};

}  // namespace heddle::HEDDLE_MOVED_INTO
