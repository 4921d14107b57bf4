package io.taskstream.notification.preferences;

/** A user has named an address that isn't known to be theirs. Published within the transaction that records it. */
public record AddressNamed(String userId, AddressKind kind, String address) {
    /** Not the address. */
    @Override
    public String toString() {
        return "AddressNamed[" + kind + "]";
    }
}
