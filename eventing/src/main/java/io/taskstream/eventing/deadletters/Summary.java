package io.taskstream.eventing.deadletters;

import io.taskstream.eventing.inbox.DeadLetters;
import java.util.List;

/** How many dead letters there are of each topic in each state; those of which there are none are left out. */
record Summary(List<DeadLetters.Count> counts) {}
