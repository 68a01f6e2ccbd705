package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That somebody did something: never what it said, nor anything else of a person who is a lead.
 *
 * @param action in one word, for example {@code EXPORT}
 * @param who the id of a member or key; null where nobody was known
 * @param address of the network
 * @param request for example {@code POST /v1/leads/{leadId}/block}
 * @param leads the ids that it was about, as far as they can be such
 * @param filter which leads were asked for, without what was searched for
 * @param rows how many leads went out, or will, as a file that is written later; of a list that
 *     broke off, how many at the most
 * @param details what exactly: the ids and names in the address, what an order to operations says,
 *     which member or key was made and what they may do, and the types of events that say what
 *     members did
 */
public record AuditEntry(
    Instant at,
    String tenant,
    String action,
    Outcome outcome,
    WhoKind whoKind,
    @Nullable String who,
    @Nullable String address,
    @Nullable String request,
    List<String> leads,
    @Nullable String filter,
    @Nullable Long rows,
    @Nullable String details) {

  /** Where a tenant is not known, as when somebody unknown tries to sign in. */
  public static final String NO_TENANT = "-";

  private static final Pattern LEAD_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  public AuditEntry {
    leads = List.copyOf(leads);
  }

  /**
   * Whether this can be the id of a lead. Whoever asks writes what they like in its place, and the
   * log is looked up by it: what is none is not kept as one.
   */
  public static boolean isLeadId(String text) {
    return LEAD_ID.matcher(text).matches();
  }

  /** What became of it. */
  public enum Outcome {
    DONE,
    /** What was asked cannot be, as to block a lead that is blocked. */
    REFUSED,
    /** They may not. */
    FORBIDDEN,
    FAILED;

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_ALLOWED = 403;
    private static final int SERVER_ERROR = 500;

    /** By the status of the answer. */
    public static Outcome of(int status) {
      if (status >= SERVER_ERROR) return FAILED;
      if (status == NOT_ALLOWED || status == UNAUTHORIZED) return FORBIDDEN;
      return status >= BAD_REQUEST ? REFUSED : DONE;
    }
  }

  /** What kind of somebody. */
  public enum WhoKind {
    MEMBER,
    PROGRAM,
    NOBODY;

    public static WhoKind of(@Nullable Caller caller) {
      if (caller == null) return NOBODY;
      return caller.isPerson() ? MEMBER : PROGRAM;
    }
  }
}
