# A KRaft broker of one node, as `infra/platform` runs it. Arguments: log directory, directory of secrets, port of the broker, port of the controller.
FROM unbroken/debian
COPY jre /opt/jre
COPY lib /opt/unbroken/lib
COPY classes /opt/unbroken/classes
ENTRYPOINT ["/opt/jre/bin/java", "-Xmx512m", "-XX:+UseSerialGC", "-Dunbroken.log=INFO", \
  "-Dlog4j2.configurationFile=classpath:unbroken-log4j2.xml", "-cp", "/opt/unbroken/classes:/opt/unbroken/lib/*", \
  "io.unbroken.platform.broker.BrokerProcess"]
