package io.taskstream.local.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The caught mails, each a file; the oldest go when there are too many. */
public final class MailStore {
    private static final Logger LOG = LoggerFactory.getLogger(MailStore.class);
    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final int limit;
    private final Clock clock;
    private final Deque<CaughtMail> mails = new ArrayDeque<>();
    private long lastId;

    private MailStore(Path folder, int limit, Clock clock) {
        this.folder = folder;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Opens the store with what earlier runs caught.
     *
     * @param limit how many mails are kept
     */
    public static MailStore open(Path folder, int limit, Clock clock) {
        MailStore store = new MailStore(folder, limit, clock);
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().forEach(store::load);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the caught mails in " + folder, e);
        }
        return store;
    }

    private void load(Path file) {
        try {
            long id = Long.parseLong(file.getFileName().toString().replace(SUFFIX, ""));
            lastId = Math.max(lastId, id);
            mails.addLast(MailFile.parse(id, Files.readAllBytes(file)));
        } catch (IOException | MessagingException | RuntimeException e) {
            LOG.warn("{} is no caught mail and is left alone: {}", file, e.toString());
        }
    }

    synchronized CaughtMail add(String from, String to, byte[] message) throws IOException, MessagingException {
        long id = lastId + 1;
        byte[] content = MailFile.format(from, to, clock.instant(), message);
        CaughtMail mail = MailFile.parse(id, content);
        Path draft = folder.resolve("draft");
        Files.write(draft, content);
        Files.move(draft, file(id), StandardCopyOption.ATOMIC_MOVE);
        lastId = id;
        mails.addLast(mail);
        while (mails.size() > limit) {
            Files.deleteIfExists(file(mails.removeFirst().id()));
        }
        return mail;
    }

    /** Numbered so that names sort by age. */
    private Path file(long id) {
        return folder.resolve(String.format(Locale.ROOT, "%09d%s", id, SUFFIX));
    }

    /** The mails that were caught, newest first. */
    synchronized List<CaughtMail> list() {
        List<CaughtMail> all = new ArrayList<>(mails);
        Collections.reverse(all);
        return all;
    }

    /** The mails to an address, newest first; addresses are compared without regard to case. */
    List<CaughtMail> to(String address) {
        Predicate<CaughtMail> isForIt = mail -> mail.to().equalsIgnoreCase(address);
        return list().stream().filter(isForIt).toList();
    }

    Optional<CaughtMail> find(long id) {
        return list().stream().filter(mail -> mail.id() == id).findFirst();
    }
}
