package io.taskstream.eventing.inbox;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Which events have been applied. */
interface Inbox {
    /** Remembers nothing: for effects that can't happen twice, whatever is applied how often. */
    Inbox NONE = new Inbox() {
        @Override
        public Set<UUID> add(Collection<UUID> ids) {
            return Set.copyOf(ids);
        }

        @Override
        public boolean contains(UUID id) {
            return false;
        }
    };

    /** Records ids as applied; the ones that were not yet. Waits for a transaction that is recording one of them. */
    Set<UUID> add(Collection<UUID> ids);

    boolean contains(UUID id);
}
