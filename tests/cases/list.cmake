# The one list of cases: each is lib/heddle/cases/<case>.hpp.
set(heddle_cases
  lost_update lost_update_atomic torn_line semaphore_is_not_a_mutex check_then_act wrong_lock lock_order
  self_deadlock lost_wakeup if_instead_of_while unsafe_publication unsafe_publication_atomic
  double_checked_locking queue_shutdown work_index fences false_sharing)
