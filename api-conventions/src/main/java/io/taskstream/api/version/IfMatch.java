package io.taskstream.api.version;

import io.taskstream.api.problem.Problem;
import io.taskstream.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The versions that a write is meant for; as a parameter of a handler it reads the header {@code If-Match}, which may
 * be left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, 13.1.1</a>
 */
public final class IfMatch {
    private static final IfMatch ANY = new IfMatch(List.of());
    private static final Pattern TAG = Pattern.compile("\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");
    private static final int MOST = 100;

    /** Empty for any. */
    private final List<String> tags;

    private IfMatch(List<String> tags) {
        this.tags = tags;
    }

    /** A write that is meant for whatever version there is. */
    public static IfMatch any() {
        return ANY;
    }

    /** @throws ProblemException 400 unless it is {@code *} or a list of strong entity tags */
    static IfMatch parse(Iterable<String> headers) {
        List<String> tags = new ArrayList<>();
        boolean given = false;
        for (String header : headers) {
            given = true;
            if (header.strip().equals("*")) {
                return ANY;
            }
            for (String tag : split(header)) {
                tags.add(tag);
            }
        }
        if (given && (tags.isEmpty() || tags.size() > MOST)) {
            throw malformed();
        }
        return given ? new IfMatch(Collections.unmodifiableList(tags)) : ANY;
    }

    private static List<String> split(String header) {
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(header);
        int end = 0;
        while (matcher.find()) {
            String between = header.substring(end, matcher.start()).strip();
            if (!between.equals(tags.isEmpty() ? "" : ",")) {
                throw malformed();
            }
            tags.add(matcher.group());
            end = matcher.end();
        }
        if (tags.isEmpty() || !header.substring(end).isBlank()) {
            throw malformed();
        }
        return tags;
    }

    private static ProblemException malformed() {
        return ProblemException.badRequest(
                HttpHeaders.IF_MATCH, "must be * or the ETag of the resource as it was read, such as \"3\"; not weak");
    }

    /**
     * Demands that the write is meant for this version.
     *
     * @throws ProblemException 412 otherwise
     */
    public void require(long version) {
        String current = ETags.of(version);
        if (!tags.isEmpty() && !tags.contains(current)) {
            throw new ProblemException(new Problem(
                    HttpStatus.PRECONDITION_FAILED,
                    "It has been changed since: its version is now " + version,
                    List.of(),
                    Map.of(HttpHeaders.ETAG, current)));
        }
    }
}
