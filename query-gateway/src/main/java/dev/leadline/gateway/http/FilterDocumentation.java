package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.SortOrder;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Describes the parameters of {@link ListRequest} wherever a call takes them. */
@Component
final class FilterDocumentation implements OperationCustomizer {

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    if (!method.hasMethodAnnotation(TakesFilters.class)) return operation;
    for (Dimension dimension : Dimension.values())
      add(
          operation,
          dimension.parameter(),
          dimension.label() + "; a repeated one means any of its values",
          new ArraySchema().items(values(dimension.options())));
    add(operation, "q", "Looks for a name, any email, company, domain or phone", values(List.of()));
    add(
        operation,
        "bots",
        "Leads too that programs are suspected to be; by default they are hidden",
        new BooleanSchema());
    add(
        operation,
        "interacted",
        "Whether the lead has done something itself, unlike one that was only imported",
        new BooleanSchema());
    add(
        operation,
        "timeframe",
        "Last activity, in calendar days of the zone",
        values(List.of("7d", "30d", "90d", "all", "custom")));
    add(operation, "from", "First day, or first instant, of a custom range", values(List.of()));
    add(operation, "to", "Last day, or the instant where it ends", values(List.of()));
    add(operation, "zone", "Whose days are meant; the tenant's if absent", values(List.of()));
    add(
        operation,
        "sort",
        "By default best with q, else -lastActivityAt",
        values(Arrays.stream(SortOrder.values()).map(SortOrder::wire).toList()));
    add(operation, "cursor", "Where the page before ended", values(List.of()));
    add(operation, "limit", "From 1 to 200, by default 50", new IntegerSchema());
    for (String identity : List.of("anonymousId", "email", "phone", "externalId"))
      add(operation, identity, "Only the lead with this identity", values(List.of()));
    return operation;
  }

  private static StringSchema values(List<String> options) {
    var schema = new StringSchema();
    options.forEach(schema::addEnumItem);
    return schema;
  }

  private static void add(Operation operation, String name, String description, Schema<?> schema) {
    operation.addParametersItem(
        new QueryParameter().name(name).description(description).schema(schema).required(false));
  }
}
