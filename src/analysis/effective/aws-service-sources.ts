/**
 * Services whose guides ask for aws:SourceArn or aws:SourceAccount in the trust policy of the roles they assume, which
 * they then send along. Left out on purpose: EC2, which sends neither, so that a condition would lock it out; Lambda,
 * ECS tasks and Glue, whose own consoles make roles without the condition; S3 Batch Operations, whose guide shows its
 * roles without it.
 * The pages are named cross-service-confused-deputy-prevention in each service's guide, such as
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
const services = new Set([
  'access-grants.s3',
  'appstream',
  'autoscaling',
  'bedrock',
  'bedrock-agentcore',
  'cloudtrail',
  'codebuild',
  'config',
  'delivery.logs',
  'dms',
  'events',
  'firehose',
  'fis',
  'frauddetector',
  'greengrass',
  'logs',
  'monitoring.rds',
  'personalize',
  'pipes',
  'qbusiness',
  's3',
  'sagemaker',
  'scheduler',
  'sns',
  'ssm',
  'states',
  'transfer',
  'vpc-flow-logs',
])

/** `scheduler.amazonaws.com`, also in its regional form `states.eu-west-1.amazonaws.com` and in other partitions. */
export function namesItsSource(principal: string): boolean {
  const name = principal.toLowerCase().replace(/\.amazonaws\.(com\.cn|com|eu)$/, '')
  return services.has(name) || services.has(name.replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, ''))
}
