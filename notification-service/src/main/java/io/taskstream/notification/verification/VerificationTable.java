package io.taskstream.notification.verification;

import io.taskstream.notification.preferences.AddressKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Codes that were sent: one for each user and kind of address. */
@Repository
class VerificationTable {
    private static final String COLUMNS = "issue, address, code_hash, expires_at, tries, sent_at, hour_began, sent";

    private final JdbcClient jdbc;

    VerificationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Issue> find(String userId, AddressKind kind) {
        return jdbc.sql("select " + COLUMNS + " from verification where user_id = ? and address_kind = ?")
                .params(userId, kind.name())
                .query(VerificationTable::issue)
                .optional();
    }

    /** The last issue, for another one: until the transaction ends nobody else issues one. */
    Optional<Issue> lock(String userId, AddressKind kind) {
        return jdbc.sql("select " + COLUMNS + " from verification where user_id = ? and address_kind = ? for update")
                .params(userId, kind.name())
                .query(VerificationTable::issue)
                .optional();
    }

    void put(String userId, AddressKind kind, Issue issue) {
        jdbc.sql("""
                        insert into verification
                            (user_id, address_kind, issue, address, code_hash, expires_at, tries, sent_at, hour_began, sent)
                        values (:userId, :kind, :issue, :address, :codeHash, :expiresAt, :tries, :sentAt, :hourBegan, :sent)
                        on conflict (user_id, address_kind) do update
                        set issue = excluded.issue, address = excluded.address, code_hash = excluded.code_hash,
                            expires_at = excluded.expires_at, tries = excluded.tries, sent_at = excluded.sent_at,
                            hour_began = excluded.hour_began, sent = excluded.sent
                        """)
                .param("userId", userId)
                .param("kind", kind.name())
                .param("issue", issue.id())
                .param("address", issue.address())
                .param("codeHash", issue.codeHash())
                .param("expiresAt", issue.expiresAt().atOffset(ZoneOffset.UTC))
                .param("tries", issue.tries())
                .param("sentAt", issue.sentAt().atOffset(ZoneOffset.UTC))
                .param("hourBegan", issue.hourBegan().atOffset(ZoneOffset.UTC))
                .param("sent", issue.sent())
                .update();
    }

    /** Uses up one of the tries; empty if none is left, or the code can't be entered any more. */
    Optional<Issue> use(String userId, AddressKind kind, int tries, Instant now) {
        return jdbc.sql("update verification set tries = tries + 1 where user_id = ? and address_kind = ?"
                        + " and code_hash is not null and tries < ? and expires_at > ? returning " + COLUMNS)
                .params(userId, kind.name(), tries, now.atOffset(ZoneOffset.UTC))
                .query(VerificationTable::issue)
                .optional();
    }

    /** Ends an issue for good and forgets what it was about; false if it has ended already. */
    boolean end(String userId, AddressKind kind, UUID issue) {
        return jdbc.sql("update verification set code_hash = null, address = null"
                                + " where user_id = ? and address_kind = ? and issue = ? and code_hash is not null")
                        .params(userId, kind.name(), issue)
                        .update()
                == 1;
    }

    /** Forgets what is older than any limit looks back. */
    int purge(Instant before) {
        return jdbc.sql("delete from verification where sent_at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Issue issue(ResultSet row, int number) throws SQLException {
        return new Issue(
                row.getObject("issue", UUID.class),
                row.getString("address"),
                row.getBytes("code_hash"),
                instant(row, "expires_at"),
                row.getInt("tries"),
                instant(row, "sent_at"),
                instant(row, "hour_began"),
                row.getInt("sent"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
