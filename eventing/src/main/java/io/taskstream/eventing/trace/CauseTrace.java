package io.taskstream.eventing.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C traceparent of what caused an event. It travels in the {@code causetrace} attribute of the envelope, since
 * daprd overwrites {@code traceparent} with that of the publish call.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public final class CauseTrace {
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private CauseTrace() {}

    /** The traceparent of the current span; null where there is none. */
    public static @Nullable String current() {
        return of(Span.current());
    }

    /** The traceparent of that span; null for the invalid span. */
    public static @Nullable String of(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }

    /** A context whose remote parent is that trace; the root context where there is none or it isn't well-formed. */
    public static Context contextOf(@Nullable String traceParent) {
        Matcher matcher = TRACEPARENT.matcher(traceParent == null ? "" : traceParent);
        return matcher.matches()
                ? Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                matcher.group(1),
                                matcher.group(2),
                                TraceFlags.fromHex(matcher.group(3), 0),
                                TraceState.getDefault())))
                : Context.root();
    }

    /** The trace id within a traceparent; null where it isn't well-formed. */
    public static @Nullable String traceId(@Nullable String traceParent) {
        Matcher matcher = TRACEPARENT.matcher(traceParent == null ? "" : traceParent);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
