package dev.leadline.leadservice.domain;

import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.WebFact;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which country's format a phone number of an event may be written. */
public final class PhoneCountry {

  private static final int ALPHA_2 = 2;

  private PhoneCountry() {}

  /**
   * The country that comes with the number, as a code of two letters in the field {@code country};
   * else the one that the lead's own event came from; else none.
   */
  public static @Nullable String of(ChannelEvent event, FindCountry countries) {
    Map<String, Value> fields = fields(event.fact());
    Value told = fields == null ? null : fields.get("country");
    if (told instanceof Value.Text(String country) && country.strip().length() == ALPHA_2)
      return country.strip().toUpperCase(Locale.ROOT);
    Context context = event.context();
    return context == null || context.ip() == null || !Lead.tellsCountry(event)
        ? null
        : countries.find(context.ip());
  }

  private static @Nullable Map<String, Value> fields(ChannelFact fact) {
    if (fact instanceof FormFact.Submitted form) return form.fields();
    if (fact instanceof WebFact.FieldsSet set) return set.fields();
    if (fact instanceof RecordsFact.Pulled pulled) return pulled.fields();
    return fact instanceof RecordsFact.Upserted upserted ? upserted.fields() : null;
  }
}
