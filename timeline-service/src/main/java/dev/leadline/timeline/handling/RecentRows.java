package dev.leadline.timeline.handling;

import dev.leadline.events.lead.LeadState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the leads that were active last, so that the next event of a lead needs no query.
 *
 * <p>Nothing has to be forgotten when a write fails, the store is emptied or another instance takes
 * over: a row of a version is what the events up to it add up to, and history does not change. It
 * is given out for the very next event only; for any other the store is asked.
 */
final class RecentRows {

  private static final int MOST = 5000;

  private final Map<String, LeadState> rows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LeadState> eldest) {
          return size() > MOST;
        }
      };

  synchronized @Nullable LeadState before(String leadId, long sequence) {
    if (sequence == 0) return LeadState.unknown(leadId);
    LeadState row = rows.get(leadId);
    return row != null && row.version() == sequence ? row : null;
  }

  synchronized void keep(Collection<LeadState> newest) {
    for (LeadState row : newest) rows.put(row.leadId(), row);
  }
}
