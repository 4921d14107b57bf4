package io.taskstream.local.issuer;

import java.util.List;
import java.util.Optional;

/**
 * A person of the local platform. The password is the name: the issuer listens on loopback and knows nobody real.
 *
 * @param operator whether they may ask for the scope {@code operator}
 */
public record DemoUser(String name, boolean operator) {
    private static final List<DemoUser> ALL = List.of(
            new DemoUser("alice", false),
            new DemoUser("bob", false),
            new DemoUser("carol", false),
            new DemoUser("operator", true));

    public static List<DemoUser> all() {
        return ALL;
    }

    public static Optional<DemoUser> named(String name) {
        return ALL.stream().filter(user -> user.name.equals(name)).findFirst();
    }

    public String password() {
        return name;
    }

    /** Under a domain that is reserved for examples: no mail can ever reach anybody. */
    public String email() {
        return name + "@example.com";
    }
}
