package io.taskstream.local.platform;

import io.taskstream.local.home.PlatformException;
import io.taskstream.local.process.Component;
import io.taskstream.local.process.PortOwner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Whether the ports of a platform are free, and who has those that aren't.
 *
 * @param users which component will listen on which port
 */
record PortCheck(Map<Integer, String> users, IntPredicate taken, IntFunction<Optional<ProcessHandle>> owner) {
    private static final int SHOWN = 8;

    static PortCheck of(Collection<Component> components) {
        Map<Integer, String> users = new TreeMap<>();
        components.forEach(component -> component.ports().forEach(port -> users.put(port, component.name())));
        return new PortCheck(users, PortOwner::isTaken, PortOwner::find);
    }

    /** @throws PlatformException if a port is taken; it names each, its owner and the remedy */
    void require() {
        List<String> conflicts = new ArrayList<>();
        users.forEach((port, component) -> {
            if (taken.test(port)) {
                conflicts.add("port " + port + ", which " + component + " needs, is in use"
                        + owner.apply(port).map(PortCheck::describe).orElse(" by a process that this user can't see"));
            }
        });
        if (!conflicts.isEmpty()) {
            List<String> shown = conflicts.subList(0, Math.min(SHOWN, conflicts.size()));
            String more = conflicts.size() > SHOWN ? "\n… and " + (conflicts.size() - SHOWN) + " more" : "";
            throw new PlatformException(String.join("\n", shown)
                    + more
                    + "\nEnd what uses it, or move the whole platform: ./taskstream up --port-offset 10000");
        }
    }

    private static String describe(ProcessHandle process) {
        String command = process.info()
                .command()
                .map(path -> " (" + path.substring(path.lastIndexOf('/') + 1) + ")")
                .orElse("");
        return " by process " + process.pid() + command;
    }
}
