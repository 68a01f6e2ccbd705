# One image for every service: SERVICE says which one a container runs. Built from the folder of
# the repository after `mvn -DskipTests package` (or `./leadline --help`, which builds as well).
FROM eclipse-temurin:25-jre

RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin leadline

COPY --chmod=0444 all-in-one/target/lib/ /leadline/lib/
COPY --chmod=0555 all-in-one/src/main/docker/run-service /leadline/run-service

# What a service keeps beside the servers: the gateway its index of leads.
RUN mkdir /leadline/data && chown 10001:10001 /leadline/data

USER 10001:10001

# lead-service, timeline-service, notification-service, query-gateway or enrichment-service.
ENV SERVICE=query-gateway
# The port it listens on inside its container.
ENV SERVER_PORT=8080
# Share of the container's memory that is heap.
ENV HEAP_PERCENT=70

EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 \
    CMD curl --fail --silent --output /dev/null "http://127.0.0.1:${SERVER_PORT}/actuator/health/readiness"

ENTRYPOINT ["/leadline/run-service"]
