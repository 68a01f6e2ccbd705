package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.domain.WrittenLead;
import java.util.List;
import java.util.function.Consumer;

/** Holds on to the leads that a query asks for, as they are now, whatever changes afterwards. */
@FunctionalInterface
public interface FreezeLeads {

  /**
   * The leads; to be closed.
   *
   * @throws Unavailable when they cannot be read now
   */
  Frozen freeze(LeadQuery query);

  /** A list as it was. */
  interface Frozen extends AutoCloseable {

    /** How many leads it has. */
    long total();

    /** Which custom fields leads of the tenant have, by name. */
    List<String> customFields();

    /** Hands over each in the order of the query. */
    void each(Consumer<WrittenLead> leads);

    @Override
    void close();
  }
}
