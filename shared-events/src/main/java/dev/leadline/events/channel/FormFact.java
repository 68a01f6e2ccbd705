package dev.leadline.events.channel;

import dev.leadline.events.Value;
import dev.leadline.events.Wire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the forms see. */
public sealed interface FormFact extends ChannelFact {

  /** The lead sent a form; field names are those of the data model. */
  @Wire(name = "form.submitted")
  record Submitted(
      String formId,
      @Nullable String formName,
      @Nullable String url,
      @Nullable Map<String, Value> fields,
      @Nullable Map<String, Boolean> consent)
      implements FormFact {}
}
